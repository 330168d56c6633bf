using IntentEngine.Contracts;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Profiles;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Workflows.Api;

/// <summary><c>POST /api/intent-workflows</c> starts a content workflow.</summary>
internal static class CreateWorkflow
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>Name, 1 to 200 characters.</summary>
        public required string Name { get; init; }

        /// <summary>Must be the caller's own organization when given.</summary>
        public Guid? OrganizationId { get; init; }

        /// <summary>Overrides the organization's stored profile for this workflow.</summary>
        public OrganizationProfile? Profile { get; init; }

        /// <summary>Overrides the profile's competitors; at most 10 http(s) URLs or domains.</summary>
        public IReadOnlyList<string>? CompetitorUrls { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response(Guid Id, string Status, DateTimeOffset CreatedAt);

    public static void MapCreateWorkflow(this IEndpointRouteBuilder workflows) => workflows
        .MapPost("", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(CreateWorkflow))
        .WithSummary("Start a content workflow; its steps run by themselves as far as their gates allow")
        .WithProblems(StatusCodes.Status404NotFound);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request body, OrganizationContext caller, SagaHost<WorkflowState> workflows, WorkflowDefinitions definitions, IdempotencyFeature? key, CancellationToken cancel)
    {
        if (body.OrganizationId is { } wanted && wanted != caller.OrganizationId)
            return Problems.NotFound($"There is no organization '{wanted}' for this token; leave organization_id out or send your own.");
        var faults = new Validation();
        faults.RequireText(body.Name, "name", 200);
        ProfileRules.Check(body.Profile, "profile", faults);
        ProfileRules.CheckCompetitors(body.CompetitorUrls, "competitor_urls", faults);
        if (faults.Problem is { } refusal) return refusal;

        // The same key finds the same workflow, even when the first answer was lost with the process that gave it.
        var id = key is null ? Guid.NewGuid() : NameBasedGuid.Create(caller.OrganizationId, $"workflow:{key.Key}:{Convert.ToHexStringLower(key.RequestHash)}");
        var definition = definitions.Newest(ContentWorkflow.Name);
        var result = await workflows.Raise(caller.OrganizationId, id, new WorkflowSubmitted
        {
            WorkflowId = id,
            OrganizationId = caller.OrganizationId,
            Definition = definition.Name,
            DefinitionVersion = definition.Version,
            Name = body.Name.Trim(),
            Input = new WorkflowInput { Profile = body.Profile, CompetitorUrls = body.CompetitorUrls },
            Actor = caller.Actor(),
        }, new RaiseOptions
        {
            Fresh = true,
            Remember = reply => key is not null && reply is WorkflowAccepted accepted ? StoredReplies.Of(key, StatusCodes.Status201Created, Answer(accepted), Location(id)) : null,
        }, cancel);
        var created = (WorkflowAccepted)result.Reply!;
        return TypedResults.Created(Location(id), Answer(created));
    }

    private static Response Answer(WorkflowAccepted accepted) => new(accepted.WorkflowId, accepted.Status, accepted.CreatedAt);

    private static string Location(Guid id) => $"/api/intent-workflows/{id}";
}
