using Shouldly;

namespace IntentEngine.Hosting.Files;

public sealed class SecretFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_many_that_make_it_at_once_one_does_and_all_read_that()
    {
        for (var round = 0; round < 50; round++)
        {
            var path = Path.Combine(_folder, $"{round}", "secret");
            var made = 0;
            var read = new byte[16][];
            Parallel.For(0, read.Length, new ParallelOptions { MaxDegreeOfParallelism = read.Length }, i =>
            {
                SecretFile.EnsureExists(path, () => [(byte)Interlocked.Increment(ref made), (byte)i]);
                read[i] = File.ReadAllBytes(path);
            });

            made.ShouldBe(1);
            read.ShouldAllBe(bytes => bytes.SequenceEqual(read[0]) && bytes.Length == 2);
            Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
        }
    }

    [Fact]
    public void What_is_there_stays()
    {
        var path = Path.Combine(_folder, "secret");
        File.WriteAllText(path, "old");

        SecretFile.EnsureExists(path, () => throw new InvalidOperationException("was asked to make another"));

        File.ReadAllText(path).ShouldBe("old");
    }

    [Fact]
    public void One_that_cannot_be_made_leaves_nothing_and_the_next_try_may_succeed()
    {
        var path = Path.Combine(_folder, "secret");

        Should.Throw<InvalidOperationException>(() => SecretFile.EnsureExists(path, () => throw new InvalidOperationException()));
        Directory.GetFiles(_folder).ShouldBeEmpty();
        SecretFile.EnsureExists(path, () => [1]);

        File.ReadAllBytes(path).ShouldBe([1]);
    }
}
