using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers;

/// <summary>The script <c>./dev</c> in a folder of its own, with a stand-in for <c>dotnet</c> that records its calls.</summary>
public sealed class DevScriptTests : IDisposable
{
    // "Broken" ends without results, as a crashed run does; the others write what the test platform writes.
    private const string FakeDotnet = """
        #!/usr/bin/env bash
        echo "$*" >> "$FAKE_LOG"
        case $1 in
            --version) echo 10.0.100; exit ;;
            build) mkdir -p "$FAKE_ROOT/artifacts"; echo "noise of the build"; exit "${FAKE_BUILD:-0}" ;;
            test) ;;
            *) echo "ran: $*"; exit ;;
        esac
        name=$(basename "$2" .dll); name=${name#IntentEngine.}
        results=$FAKE_ROOT/artifacts/test-results/$name.trx
        case $name in
            Good) echo '<Counters total="5" executed="4" passed="4" failed="0" error="0" timeout="0" aborted="0" notExecuted="0" />' > "$results" ;;
            Bad) echo '<Counters total="3" executed="3" passed="1" failed="2" error="0" timeout="0" aborted="0" />' > "$results"; echo "details of the failure"; exit 1 ;;
            Broken) exit 134 ;;
        esac
        """;

    private readonly TemporaryFolder folder = new();

    public DevScriptTests()
    {
        File.Copy(Repository.File("dev"), Path.Combine(folder.Path, "dev"));
        File.WriteAllText(Path.Combine(folder.Path, "global.json"), """{ "sdk": { "version": "10.0.100" } }""");
        Executable("bin/dotnet", FakeDotnet);
        // Servers that are not looked at: the stand-in runs no tests.
        Executable("bin/initdb", "");
        Executable("bin/rabbitmq-server", "");
    }

    [Fact]
    public async Task Totals_are_summed_over_projects_and_all_passing_is_success()
    {
        Project("Good");
        var run = await DevAsync("test");
        LastLine(run).ShouldBe("4 passed, 0 failed, 1 skipped");
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_is_shown_counted_and_fails_the_run()
    {
        Project("Good");
        Project("Bad");
        var run = await DevAsync("test");
        LastLine(run).ShouldBe("5 passed, 2 failed, 1 skipped");
        run.Output.ShouldContain("details of the failure");
        run.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_project_that_crashes_counts_as_failed_and_the_others_still_run()
    {
        Project("Broken");
        Project("Good");
        var run = await DevAsync("test");
        LastLine(run).ShouldBe("4 passed, 1 failed, 1 skipped");
        run.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task No_test_at_all_is_a_failure()
    {
        Project("Empty");
        var run = await DevAsync("test");
        LastLine(run).ShouldBe("0 passed, 0 failed, 0 skipped");
        run.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Results_of_an_earlier_run_are_not_counted_again()
    {
        Project("Broken");
        Directory.CreateDirectory(Path.Combine(folder.Path, "artifacts/test-results"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "artifacts/test-results/Broken.trx"), """<Counters total="9" executed="9" passed="9" failed="0" />""");
        LastLine(await DevAsync("test")).ShouldBe("0 passed, 1 failed, 0 skipped");
    }

    [Fact]
    public async Task A_filter_picks_projects_by_name_and_else_tests_by_name()
    {
        Project("Good");
        Project("Bad");
        LastLine(await DevAsync("test", "good")).ShouldBe("4 passed, 0 failed, 1 skipped");
        await DevAsync("test", "Some_test");
        Calls().ShouldContain("--filter FullyQualifiedName~Some_test");
    }

    [Fact]
    public async Task Token_prints_nothing_but_what_the_program_prints()
    {
        var run = await DevAsync("token", "--role", "admin", "--data", "d");
        run.Output.ShouldBe($"ran: {folder.Path}/artifacts/bin/Cli/release/IntentEngine.Cli.dll token --role admin --data d\n");
    }

    [Theory]
    [InlineData("AllInOne", "up", "--port", "7000", "--data", "d")]
    [InlineData("Cli", "up", "--distributed", "--scale", "workflows=2", "--port", "7000", "--data", "d")]
    [InlineData("Cli", "demo", "--yes")]
    public async Task Each_verb_runs_its_program_with_the_options_as_given(string program, string verb, params string[] options)
    {
        var run = await DevAsync([verb, .. options]);
        var passedOn = program == "AllInOne" ? options : [verb, .. options];
        run.Output.ShouldBe($"ran: {folder.Path}/artifacts/bin/{program}/release/IntentEngine.{program}.dll {string.Join(' ', passedOn)}\n");
    }

    [Fact]
    public async Task Nothing_is_built_twice_until_a_source_changes()
    {
        Project("Good");
        await DevAsync("demo");
        var builds = Builds();
        await DevAsync("demo");
        Builds().ShouldBe(builds);
        Project("Another");
        await DevAsync("demo");
        Builds().ShouldBeGreaterThan(builds);
    }

    [Fact]
    public async Task A_failing_build_shows_its_output_and_runs_nothing()
    {
        var run = await DevAsync(["demo"], ("FAKE_BUILD", "1"));
        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("noise of the build");
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tset", "test")]
    [InlineData("demos", "demo")]
    public async Task An_unknown_verb_is_refused_with_the_nearest_one(string verb, string nearest)
    {
        var run = await DevAsync(verb);
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain($"Did you mean '{nearest}'?");
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        var run = await DevAsync();
        run.ExitCode.ShouldBe(0);
        foreach (var verb in new[] { "demo", "up", "token", "test", "check", "verify", "bench", "setup", "help" }) run.Output.ShouldContain($"\n  {verb}");
    }

    public void Dispose() => folder.Dispose();

    private static string LastLine(ToolResult run) => run.Output.TrimEnd('\n').Split('\n')[^1];

    private string Calls() => File.ReadAllText(Path.Combine(folder.Path, "calls"));

    private int Builds() => Calls().Split('\n').Count(call => call.StartsWith("build", StringComparison.Ordinal));

    private void Project(string name)
    {
        var project = Directory.CreateDirectory(Path.Combine(folder.Path, "tests", name)).FullName;
        File.WriteAllText(Path.Combine(project, $"{name}.csproj"), """<PackageReference Include="Microsoft.NET.Test.Sdk" />""");
    }

    private void Executable(string path, string text)
    {
        var file = Path.Combine(folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
    }

    private Task<ToolResult> DevAsync(params string[] arguments) => DevAsync(arguments, ("FAKE_BUILD", "0"));

    private Task<ToolResult> DevAsync(string[] arguments, (string Name, string Value) variable) =>
        Tool.TryRunAsync("bash", [Path.Combine(folder.Path, "dev"), .. arguments], CancellationToken.None, new Dictionary<string, string>
        {
            ["PATH"] = $"{folder.Path}/bin:{Environment.GetEnvironmentVariable("PATH")}",
            ["FAKE_ROOT"] = folder.Path,
            ["FAKE_LOG"] = Path.Combine(folder.Path, "calls"),
            [variable.Name] = variable.Value,
        });
}
