using System.Net;
using System.Text.Json;
using IntentEngine.Cli.Demo.Output;
using IntentEngine.Cli.Demo.Report;
using IntentEngine.Client;
using IntentEngine.Client.Workflows;
using Spectre.Console;

namespace IntentEngine.Cli.Demo.Gates;

/// <summary>Waits at the two gates, shows what is on the table, proves that the gate holds, and opens it.</summary>
internal sealed class GateWalk(IntentEngineClient client, WorkflowWatch watch, Decisions decisions, DemoReport report, IAnsiConsole console)
{
    private const int SeedsStep = 3;
    private const int StepBehindSeeds = 4;
    private const int SubtopicsStep = 7;

    /// <summary>The gate after step 3.</summary>
    public async Task PassSeedsAsync(Guid id, CancellationToken cancel)
    {
        var workflow = await watch.UntilAsync(id, Approval.SeedKeywords, cancel);
        report.Timings.SeedsShown();
        var seeds = Items<SeedItem>(workflow, SeedsStep, "seeds");
        GateTables.Print(console, seeds);

        report.Refusal = await RefusedAsync(id, cancel);
        console.MarkupLineInterpolated($"Step {StepBehindSeeds} before that decision: [red]{report.Refusal.Status} {report.Refusal.Detail}[/] ({report.Refusal.Gate})");

        var approved = await decisions.SeedsAsync(seeds, cancel);
        report.Seeds = [.. seeds.Select(seed => seed with { Approved = approved.Contains(seed) })];
        await ApproveAsync(id, Approval.SeedKeywords, [.. approved.Select(seed => seed.Id)], [.. seeds.Except(approved).Select(seed => seed.Id)], cancel);
    }

    /// <summary>The gate after step 7.</summary>
    public async Task PassSubtopicsAsync(Guid id, CancellationToken cancel)
    {
        var workflow = await watch.UntilAsync(id, Approval.Subtopics, cancel);
        report.Timings.SubtopicsShown();
        var subtopics = Items<SubtopicItem>(workflow, SubtopicsStep, "subtopics");
        GateTables.Print(console, subtopics);

        var approved = await decisions.SubtopicsAsync(subtopics, cancel);
        report.Subtopics = [.. subtopics.Select(subtopic => subtopic with { Approved = approved.Contains(subtopic) })];
        await ApproveAsync(id, Approval.Subtopics, [.. approved.Select(s => s.Id)], [.. subtopics.Except(approved).Select(s => s.Id)], cancel);
    }

    private async Task<GateRefused> RefusedAsync(Guid id, CancellationToken cancel)
    {
        try
        {
            var run = await client.Workflows.ExecuteStepAsync(id, StepBehindSeeds, cancel: cancel);
            throw new CommandException($"Step {StepBehindSeeds} was accepted ({run.Status}) before the seed keywords were approved; expected 423.");
        }
        catch (ProblemException refusal) when (refusal is { Status: HttpStatusCode.Locked, Gate: not null })
        {
            return new GateRefused((int)refusal.Status, refusal.Gate!, refusal.Detail, refusal.RequiredAction);
        }
    }

    private async Task ApproveAsync(Guid id, string type, Guid[] approved, Guid[] rejected, CancellationToken cancel)
    {
        var result = await client.Workflows.ApproveAsync(id, new Approval { ApprovalType = type, ApprovedItems = approved, RejectedItems = rejected }, cancel: cancel);
        if (result.ApprovedItems != approved.Length) throw new CommandException($"{approved.Length} {type} were approved, the engine took {result.ApprovedItems}.");
        console.MarkupLineInterpolated($"[green]Approved {approved.Length}, rejected {rejected.Length}.[/]");
    }

    private static List<T> Items<T>(Workflow workflow, int step, string member)
    {
        var output = workflow.Steps.FirstOrDefault(s => s.StepNumber == step)?.OutputData
            ?? throw new CommandException($"Step {step} asks for a decision but has no output.");
        var items = output.GetProperty(member).Deserialize<List<T>>(ClientJson.Options)!;
        return items.Count > 0 ? items : throw new CommandException($"Step {step} asks for a decision on nothing.");
    }
}
