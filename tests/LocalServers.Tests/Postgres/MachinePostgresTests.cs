namespace IntentEngine.LocalServers.Postgres;

public sealed class MachinePostgresTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15)]
    [InlineData("postgres (PostgreSQL) 18beta1", 18)]
    public async Task The_version_is_read_from_the_program(string answer, int major)
    {
        Program("postgres", $"echo '{answer}'");
        Program("initdb", "");
        (await MachinePostgres.ReadAsync(folder.Path, CancellationToken.None))!.Major.ShouldBe(major);
    }

    [Fact]
    public async Task A_folder_with_clients_only_is_no_server()
    {
        Program("postgres", "echo 'postgres (PostgreSQL) 15.1'");
        (await MachinePostgres.ReadAsync(folder.Path, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_cluster_of_a_version_that_is_not_installed_is_refused_with_its_number()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "postgres", "PG_VERSION"), "9\n");
        var refusal = await Should.ThrowAsync<LocalServerException>(() => PostgresServer.StartAsync(folder.Path, [MachinePostgres.FindAsync], external: null, log: null, CancellationToken.None));
        refusal.Message.ShouldContain("made by PostgreSQL 9");
    }

    public void Dispose() => folder.Dispose();

    private void Program(string name, string body)
    {
        var file = Path.Combine(folder.Path, name);
        File.WriteAllText(file, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
    }
}
