using IntentEngine.Cli.Demo.Checks;
using IntentEngine.Cli.Demo.Gates;
using IntentEngine.Cli.Demo.Output;
using IntentEngine.Cli.Demo.Report;
using IntentEngine.Cli.Engine;
using IntentEngine.Cli.Tokens;
using IntentEngine.Client;
using IntentEngine.Client.Workflows;
using IntentEngine.Hosting.Authentication;
using Spectre.Console;

namespace IntentEngine.Cli.Demo;

/// <summary>The demo itself, as a client of the HTTP API sees it.</summary>
internal sealed class ContentDemo(DemoOptions options, RunningEngine engine, DemoReport report, IAnsiConsole console)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PatienceWithRealProviders = TimeSpan.FromMinutes(15);

    /// <summary>Plays it from the request to the audit trail.</summary>
    /// <exception cref="CommandException">Something did not happen as it should.</exception>
    public async Task PlayAsync(CancellationToken cancel)
    {
        using var http = IntentEngineClient.Configure(new HttpClient(), engine.Address, Token());
        http.DefaultRequestHeaders.UserAgent.ParseAdd("intentctl");
        var client = new IntentEngineClient(http);
        var watch = new WorkflowWatch(client, console, engine.Options.Clock, engine.ProvidersAreSimulated ? Patience : PatienceWithRealProviders);
        var gates = new GateWalk(client, watch, new Decisions(options.Yes, console), report, console);

        var request = SampleRequest.Read();
        Heading.Print(console, "The workflow");
        console.MarkupLineInterpolated($"{request.Name}: competitors {string.Join(", ", request.CompetitorUrls ?? [])}");
        var started = await client.Workflows.CreateAsync(request, cancel: cancel);
        report.Timings.Submitted();

        await gates.PassSeedsAsync(started.Id, cancel);
        await gates.PassSubtopicsAsync(started.Id, cancel);

        var workflow = await watch.UntilArticlesAsync(started.Id, cancel);
        report.Timings.ArticlesDone();
        report.Take(workflow);
        report.Articles = await new ArticleFiles(client, engine.Options.DataFolder).WriteAsync(workflow, cancel);
        ArticleList.Print(console, report.Articles);

        await ShowWhatHappened(client, workflow, cancel);
    }

    private async Task ShowWhatHappened(IntentEngineClient client, Workflow workflow, CancellationToken cancel)
    {
        var lineage = await new LineageCheck(client, engine.Options.Clock).ReadAsync(workflow, report.Articles, cancel);
        report.Take(lineage);
        LineageTree.Print(console, lineage, workflow, report.Articles);

        var audit = await client.Workflows.AuditAsync(workflow.Id, cancel: cancel);
        report.Audit = audit.Items;
        AuditTable.Print(console, audit.Items);

        string[] faults = [.. lineage.Faults, .. AuditCheck.Faults(audit, workflow, report.Refusal!.Gate)];
        if (faults.Length > 0) throw new CommandException($"The records are not consistent:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", faults)}");
        console.MarkupLineInterpolated($"Checked: {lineage.Executions.Count} executions, all completed, one root, every parent known; every article derives from the customer profile; audit rows match the workflow's {audit.Items.Max(entry => entry.Transition)} transitions.");
    }

    private string Token() => DevelopmentTokens.LoadOrCreate(engine.Options.KeyFile)
        .Issue([Roles.ContentManager], DemoIdentity.OrganizationId, DemoIdentity.Subject, DevelopmentTokens.MaximumLifetime);
}
