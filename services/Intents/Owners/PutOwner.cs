using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Owners;

/// <summary><c>PUT /api/owners/{name}</c> registers an owner, or changes how it is told. Repeating it changes nothing.</summary>
internal static class PutOwner
{
    private const string Upsert = """
        insert into owners (organization_id, name, delivery, queue, url, secret, created_at, updated_at, updated_by) values ($1, $2, $3, $4, $5, $6, $7, $7, $8)
        on conflict (organization_id, name) do update
            set delivery = excluded.delivery, queue = excluded.queue, url = excluded.url, secret = excluded.secret, updated_at = excluded.updated_at, updated_by = excluded.updated_by
        """;

    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary><c>queue</c> or <c>webhook</c>.</summary>
        public required OwnerDelivery Delivery { get; init; }

        /// <summary>Queue of the broker, <c>completions-…</c>. Absent: <c>completions-NAME</c>.</summary>
        public string? Queue { get; init; }

        /// <summary>Public https address; with delivery by webhook.</summary>
        public string? Url { get; init; }

        /// <summary>Whether the webhook gets a new secret. Default false: a first registration gets one, later ones keep it.</summary>
        public bool RotateSecret { get; init; }
    }

    public static void MapPutOwner(this IEndpointRouteBuilder owners) => owners
        .MapPut("/{name}", Handle)
        .RequireAuthorization(Policies.Admin)
        .WithName(nameof(PutOwner))
        .WithSummary("Register an owner; a webhook's secret is shown once");

    // No idempotency key: the answer may hold a secret, which must not be stored, and PUT is repeatable as it is.
    internal static async Task<Results<Ok<OwnerView>, ProblemHttpResult>> Handle(
        string name, Request body, OrganizationContext caller, IntentsDatabase database, OwnerRules rules, OwnerSecrets secrets, OwnerSettings settings, CancellationToken cancel)
    {
        var faults = new Validation();
        var url = rules.Check(name, body, faults);
        if (faults.Problem is { } refusal) return refusal;

        var before = (await OwnerDirectory.Read(database, caller.OrganizationId, settings, cancel)).Find(name);
        var secret = url is not null && (before?.Secret is null || body.RotateSecret) ? OwnerSecrets.Create() : null;
        var unit = database.Begin(caller.OrganizationId);
        var owner = new RegisteredOwner
        {
            Name = name,
            Delivery = body.Delivery,
            Queue = url is null ? body.Queue ?? CompletionReported.QueueOf(name) : null,
            Url = url,
            Secret = secret is not null ? secrets.Protect(secret, caller.OrganizationId, name) : url is not null ? before!.Secret : null,
            CreatedAt = before?.CreatedAt ?? unit.Now,
            UpdatedAt = unit.Now,
        };
        unit.Add(Upsert, Parameter.Uuid(caller.OrganizationId), Parameter.Text(name), Parameter.Text(owner.Delivery.ToString().ToLowerInvariant()), Parameter.Text(owner.Queue),
            Parameter.Text(owner.Url?.AbsoluteUri), Parameter.Bytes(owner.Secret), Parameter.Time(unit.Now), Parameter.Text(caller.Subject));
        await unit.CommitAsync(cancel);
        return TypedResults.Ok(OwnerView.Of(owner) with { Secret = secret });
    }
}
