using System.Text.Json;
using System.Text.Json.Serialization;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Profiles;

/// <summary>Reads what a person sent along when triggering a step by hand.</summary>
internal static class ManualInput
{
    // Contracts are read leniently because they grow; a person's options are not: a misspelled one would silently do nothing.
    private static readonly JsonSerializerOptions Strict = new(ContractJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The input as <typeparamref name="T"/>, or null when none was sent.</summary>
    /// <exception cref="StepException">It does not fit; the message names the field.</exception>
    public static T? Read<T>(StepContext context)
        where T : class
    {
        if (context.ManualInput is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } input) return null;
        try
        {
            return input.Deserialize<T>(Strict);
        }
        catch (JsonException e)
        {
            throw new StepException("validation_error", $"The input_data for step {context.Step} does not fit: {e.Message}");
        }
    }

    /// <summary>Refuses values that are out of range.</summary>
    /// <exception cref="StepException"><paramref name="problem"/> says something is wrong.</exception>
    public static void Refuse(StepContext context, string? problem)
    {
        if (problem is not null) throw new StepException("validation_error", $"The input_data for step {context.Step} does not fit: {problem}");
    }
}
