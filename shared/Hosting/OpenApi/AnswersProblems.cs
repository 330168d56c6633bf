using Microsoft.AspNetCore.Builder;

namespace IntentEngine.Hosting.OpenApi;

/// <summary>Problems that a route can answer and that do not follow from its shape, see <see cref="ProblemAnswers"/>.</summary>
/// <param name="statuses">Status codes, 400 to 599.</param>
public sealed class AnswersProblems(params int[] statuses)
{
    /// <summary>The status codes.</summary>
    public IReadOnlyList<int> Statuses { get; } = statuses;
}

/// <summary>States problems on a route or a group.</summary>
public static class AnswersProblemsExtensions
{
    /// <summary>For example 423 on a route behind a gate, or 404 on one whose body names what must be there. The rest is described by itself.</summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder builder, params int[] statuses) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AnswersProblems(statuses));
}
