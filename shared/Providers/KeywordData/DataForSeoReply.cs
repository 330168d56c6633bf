using System.Text.Json;
using IntentEngine.Providers.Calls;

namespace IntentEngine.Providers.KeywordData;

/// <summary>Opens DataForSEO's envelope: version, status, <c>tasks[0]</c>, its status, <c>result[0].items</c>. Any of them can be null.</summary>
internal static class DataForSeoReply
{
    /// <summary>The items of the one task, empty when the provider knows nothing; with the cost.</summary>
    /// <exception cref="ProviderException">HTTP, the envelope or the task reports a failure.</exception>
    public static Priced<IReadOnlyList<JsonElement>> Read(HttpReply reply, TimeProvider clock)
    {
        if (reply.Json() is not { ValueKind: JsonValueKind.Object } envelope || envelope.Int("status_code") is not { } status)
            throw (int)reply.Status is >= 200 and < 300
                ? HttpFailure.From(reply, ProviderErrorType.ServerError, "DataForSEO answered something else than its JSON envelope: a cut-off answer or a proxy's page.")
                : HttpFailure.From(reply, "DataForSEO", "");

        var task = envelope.Array("tasks").FirstOrDefault();
        var cost = envelope.Money("cost") ?? task.Money("cost") ?? 0;
        ThrowUnlessOk(reply, status, envelope.Text("status_message"), cost, clock);
        if (task.ValueKind != JsonValueKind.Object || task.Int("status_code") is not { } taskStatus)
            throw HttpFailure.From(reply, ProviderErrorType.ServerError, "DataForSEO answered no task, expected one.", cost);
        if (taskStatus == DataForSeoStatus.NoSearchResults) return new([], cost);
        ThrowUnlessOk(reply, taskStatus, task.Text("status_message"), cost, clock);

        var result = task.Array("result").FirstOrDefault();
        return result.ValueKind == JsonValueKind.Object
            ? new([.. result.Array("items").Where(item => item.ValueKind == JsonValueKind.Object)], cost)
            : throw HttpFailure.From(reply, ProviderErrorType.ServerError, "DataForSEO reported success without a result.", cost);
    }

    private static void ThrowUnlessOk(HttpReply reply, int code, string? message, decimal cost, TimeProvider clock)
    {
        if (code == DataForSeoStatus.NoSearchResults || DataForSeoStatus.IsOk(code)) return;
        var failure = HttpFailure.From(reply, DataForSeoStatus.Classify(code), $"DataForSEO answered {code}: {HttpFailure.Shorten(message ?? "no message")}", cost);
        throw code == DataForSeoStatus.RateLimitPerMinute && reply.RetryAfter is null
            ? new ProviderException(failure.ErrorType, failure.Message) { CostUsd = cost, RetryAfter = UntilNextMinute(clock) }
            : failure;
    }

    /// <summary>The limit is per minute and the provider seldom says when to come back.</summary>
    private static TimeSpan UntilNextMinute(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (now.Ticks % TimeSpan.TicksPerMinute));
    }
}
