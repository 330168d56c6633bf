namespace IntentEngine.Architecture.Projects;

public sealed class ProjectRulesTests
{
    [Fact]
    public void No_service_references_another_and_contracts_reference_nothing_of_ours()
    {
        var projects = Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ToArray();
        projects.Count(path => path.StartsWith("services/", StringComparison.Ordinal)).ShouldBeGreaterThan(4);
        projects.Where(path => !MayMeasure(path)).SelectMany(path => ProjectRules.Faults(path, Repository.Read(path))).ShouldBeEmpty();
    }

    // Benchmarks and samples run services in process; nothing ships from there.
    private static bool MayMeasure(string path) => path.StartsWith("bench/", StringComparison.Ordinal) || path.StartsWith("samples/", StringComparison.Ordinal);

    [Fact]
    public void A_service_that_references_another_is_caught() =>
        ProjectRules.Faults("services/Intents/Intents.csproj", """<ProjectReference Include="../Workflows/Workflows.csproj" />""")
            .ShouldBe(["services/Intents/Intents.csproj references services/Workflows/Workflows.csproj; services are reached by messages and HTTP."]);

    [Fact]
    public void A_shared_project_that_references_a_service_is_caught() =>
        ProjectRules.Faults("shared/Hosting/Hosting.csproj", """<ProjectReference Include="..\..\services\Intents\Intents.csproj" />""").Count().ShouldBe(1);

    [Fact]
    public void Contracts_that_reference_a_project_are_caught() =>
        ProjectRules.Faults("shared/Contracts/Contracts.csproj", """<ProjectReference Include="../Hosting/Hosting.csproj" />""").Count().ShouldBe(1);

    [Fact]
    public void The_process_that_holds_all_services_may_reference_them() =>
        ProjectRules.Faults("services/AllInOne/AllInOne.csproj", """<ProjectReference Include="../Workflows/Workflows.csproj" />""").ShouldBeEmpty();
}
