using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using Shouldly;

namespace IntentEngine.Lineage.Executions;

/// <summary>The answer for a time is the answer of a service that was told nothing after it, whatever the histories.</summary>
public sealed class PastStatesPropertyTests(LineageHost host)
{
    private const int End = 12;

    private static readonly Gen<Told> AFact =
        from id in Gen.Choose(0, 3)
        from sequence in Gen.Choose(1, 8)
        from at in Gen.Choose(0, End)
        from status in Gen.Elements("pending", "running", "failed", "completed", "cancelled", "verifying")
        from started in Gen.Frequency((1, Gen.Constant<int?>(null)), (3, Gen.Choose(0, 3).Select(s => (int?)s)))
        from ticks in Gen.Choose(0, 30_000)
        from attempt in Gen.Choose(1, 3)
        select new Told(id, sequence, at, status, started, ticks, attempt);

    private static readonly Gen<(Told[] Facts, int[] Times)> AHistory =
        from facts in AFact.ArrayOf(18)
        from times in Gen.Choose(0, End + 1).ArrayOf(4)
        select (facts, times.Distinct().ToArray());

    [Fact]
    public Task What_is_shown_for_a_time_is_what_the_facts_up_to_it_say() => Task.Factory.StartNew(
        () => Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(AHistory.ToArbitrary(), drawn => HoldsAsync(drawn.Facts, drawn.Times).GetAwaiter().GetResult())),
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task HoldsAsync(Told[] told, int[] times)
    {
        var acme = host.NewOrganization();
        // One fact tells one thing: the first of an id is meant.
        ExecutionFact[] facts = [.. told.Select(t => t.Fact(acme)).Prepend(Root(acme)).DistinctBy(f => f.FactId)];
        await acme.RecordAsync(facts);
        var now = await acme.LineageAsync("root");
        foreach (var time in times)
        {
            var then = Organization.Moment(time);
            var seen = await acme.LineageAsync("root", $"as_of={then.UtcDateTime:O}");
            seen.Descendants.Ids().ShouldBe(now.Descendants.Where(e => (e.StartedAt ?? e.UpdatedAt) <= then).Ids(), "the order and what is listed are as now");

            var before = host.NewOrganization();
            await before.RecordAsync([.. facts.Where(f => f.At <= then).Select(f => f with { OrganizationId = before.Id })]);
            var known = (await before.LineageAsync("root")).Descendants.ToDictionary(e => e.ExecutionId);
            foreach (var shown in seen.Descendants)
            {
                if (known.TryGetValue(shown.ExecutionId, out var expected)) Json(shown).ShouldBe(Json(expected.AsOf(then)));
                else shown.Status.ShouldBe("running", "nothing was told of it by then");
            }
        }
    }

    private static ExecutionFact Root(Organization organization) => organization.Execution("root", status: "running") with { At = Organization.Moment(0) };

    private static string Json(LineageExecutionSummary summary) => JsonSerializer.Serialize(summary, ContractJson.Options);

    /// <summary>What one fact says; times in seconds, and in ticks within one.</summary>
    private sealed record Told(int Id, int Sequence, int At, string Status, int? Started, int Ticks, int Attempt)
    {
        public ExecutionFact Fact(Organization organization) => organization.Execution($"e{Id}", Sequence, Status, "root", "root", "child") with
        {
            FactId = NameBasedGuid.Create(Guid.Empty, $"{this}"),
            At = Organization.Moment(At),
            StartedAt = Started is { } seconds ? Organization.Moment(seconds).AddTicks(Ticks % 17) : null,
            CompletedAt = Status is "failed" or "completed" or "cancelled" ? Organization.Moment(At + Attempt - 2).AddTicks(Ticks) : null,
            ErrorType = Status == "failed" ? $"error-{Sequence}" : null,
            ErrorMessage = Status == "failed" && Ticks % 2 == 0 ? "broken" : null,
            CostUsd = Ticks % 3 == 0 ? Ticks / 1000m : null,
            Attempt = Attempt,
            Data = (Ticks % 4) switch
            {
                0 => null,
                1 => JsonSerializer.SerializeToElement(new { error_step = $"step-{Sequence}", verdict = 7, plan_id = (string?)null, affected_paths = new[] { "a", "b" } }),
                2 => JsonSerializer.SerializeToElement(new { checksum = new { deep = true }, affected_paths = "none", risk_level = "low", artifact_path = "p" }),
                _ => JsonSerializer.SerializeToElement(new { changeset_id = "c", decision_id = "d", affected_paths = (string[]?)null }),
            },
        };
    }
}
