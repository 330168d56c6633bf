namespace IntentEngine.Architecture.Code;

public sealed class BannedSymbolsTests
{
    private static readonly IReadOnlyList<Call> Banned = BannedSymbols.Parse(Repository.Read("BannedSymbols.txt"));

    [Fact]
    public void No_assembly_calls_what_is_banned()
    {
        Banned.Count.ShouldBeGreaterThan(10);
        AssemblyCalls.OfProduct.SelectMany(file => BannedSymbols.In(AssemblyCalls.Of(file), Banned).Select(call => $"{Path.GetFileName(file)}: {call}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("System.DateTimeOffset", "get_UtcNow")]
    [InlineData("System.Threading.Tasks.Task", "Delay")]
    [InlineData("System.Random", "get_Shared")]
    public void Calling_a_banned_member_is_caught(string type, string member) =>
        BannedSymbols.In(AssemblyCalls.Of(typeof(BannedSymbolsTests).Assembly.Location), Banned).ShouldContain(call => call.Type == type && call.Member == member);

    [Fact]
    public void Waiting_on_a_given_clock_is_allowed() =>
        BannedSymbols.In([new Call("System.Threading.Tasks.Task", "Delay", ["System.TimeSpan", "System.TimeProvider", "System.Threading.CancellationToken"])], Banned).ShouldBeEmpty();

    // What the product must not do; never called.
    internal static async Task<int> Offend()
    {
        await Task.Delay(1);
        return DateTimeOffset.UtcNow.Day + Random.Shared.Next();
    }
}
