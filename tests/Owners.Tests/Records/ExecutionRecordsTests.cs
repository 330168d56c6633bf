using System.Text.Json;
using IntentEngine.Support;

namespace IntentEngine.Owners.Records;

/// <summary>What every store of execution records keeps (spec semantics §4.3).</summary>
public abstract class ExecutionRecordsTests
{
    private static readonly JsonElement Step = JsonSerializer.Deserialize<JsonElement>("""{"step":"fell_tree","tile":[3,4]}""");

    protected FakeClock Clock { get; } = new();

    /// <summary>Records of an owner in an organization of its own.</summary>
    protected abstract Task<IExecutionRecords> Create(string owner = "work");

    [Fact]
    public async Task A_token_is_128_random_bits_and_never_made_twice()
    {
        var records = await Create();
        var tokens = new HashSet<string>();
        for (var i = 0; i < 100; i++) tokens.Add(await records.RegisterAsync("settler-1", Step));

        tokens.Count.ShouldBe(100);
        tokens.ShouldAllBe(token => System.Buffers.Text.Base64Url.DecodeFromChars(token).Length == 16);
    }

    [Fact]
    public async Task A_token_finds_its_record_once()
    {
        var records = await Create();
        var token = await records.RegisterAsync("settler-1", Step, TimeSpan.FromMinutes(5));

        var found = (await records.ConsumeAsync(token)).ShouldNotBeNull();

        (found.Token, found.Subject, found.Attempt, found.CreatedAt, found.ExpiresAt).ShouldBe((token, "settler-1", 1, Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(5)));
        found.Payload.GetProperty("step").GetString().ShouldBe("fell_tree");
        (await records.ConsumeAsync(token)).ShouldBeNull();
        (await records.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_fifty_who_consume_at_once_one_gets_the_record()
    {
        var records = await Create();
        var token = await records.RegisterAsync("settler-1", Step);

        var got = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => records.ConsumeAsync(token))));

        got.Count(record => record is not null).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_token_and_another_owners_are_no_ones()
    {
        var (work, needs) = (await Create(), await Create("needs"));
        var token = await work.RegisterAsync("settler-1", Step);

        (await work.ConsumeAsync("AAAAAAAAAAAAAAAAAAAAAA")).ShouldBeNull();
        (await needs.ConsumeAsync(token)).ShouldBeNull();
        (await work.ConsumeAsync(token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_retry_has_a_new_token_and_counts_on()
    {
        var records = await Create();
        var first = (await records.ConsumeAsync(await records.RegisterAsync("settler-1", Step)))!;

        var again = await records.RetryAsync(first);
        var second = (await records.ConsumeAsync(again))!;

        again.ShouldNotBe(first.Token);
        (second.Subject, second.Attempt).ShouldBe(("settler-1", 2));
        second.Payload.GetRawText().ShouldBe(first.Payload.GetRawText());
        (await records.ConsumeAsync(first.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Time_that_runs_out_makes_a_token_stale_and_its_record_expire_once()
    {
        var records = await Create();
        var early = await records.RegisterAsync("settler-1", Step, TimeSpan.FromMinutes(1));
        var late = await records.RegisterAsync("settler-2", Step, TimeSpan.FromMinutes(2));
        await records.RegisterAsync("settler-3", Step);
        (await records.ExpireAsync()).ShouldBeEmpty();

        Clock.Advance(TimeSpan.FromMinutes(2));

        (await records.ConsumeAsync(early)).ShouldBeNull();
        (await records.ExpireAsync(1)).ShouldHaveSingleItem().Token.ShouldBe(early);
        var swept = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => records.ExpireAsync())));
        swept.SelectMany(found => found).ShouldHaveSingleItem().Token.ShouldBe(late);
        (await records.ListAsync()).ShouldHaveSingleItem().Subject.ShouldBe("settler-3");
    }

    [Fact]
    public async Task Taking_a_subject_off_its_work_forgets_all_its_records_and_no_others()
    {
        var records = await Create();
        var gone = await records.RegisterAsync("settler-1", Step);
        await records.RegisterAsync("settler-1", Step);
        var kept = await records.RegisterAsync("settler-2", Step);

        (await records.RemoveAllAsync("settler-1")).ShouldBe(2);

        (await records.RemoveAllAsync("settler-1")).ShouldBe(0);
        (await records.ConsumeAsync(gone)).ShouldBeNull();
        (await records.ConsumeAsync(kept)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Records_outlive_their_owner_in_a_snapshot()
    {
        var records = await Create();
        var token = await records.RegisterAsync("settler-1", Step, TimeSpan.FromHours(1));
        var snapshot = await records.ListAsync();
        await records.RemoveAllAsync("settler-1");

        foreach (var record in snapshot) (await records.AdoptAsync(record)).ShouldBeTrue();
        (await records.AdoptAsync(snapshot[0] with { Subject = "somebody else" })).ShouldBeFalse();

        (await records.ConsumeAsync(token))!.Subject.ShouldBe("settler-1");
    }

    [Fact]
    public async Task What_makes_no_record_is_refused()
    {
        var records = await Create();
        await Should.ThrowAsync<ArgumentException>(() => records.RegisterAsync(" ", Step));
        await Should.ThrowAsync<ArgumentException>(() => records.RegisterAsync(new string('x', 201), Step));
        await Should.ThrowAsync<ArgumentException>(() => records.RegisterAsync("settler-1", default));
        await Should.ThrowAsync<ArgumentException>(() => records.RegisterAsync("settler-1", Step, TimeSpan.Zero));
        (await records.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_shows_neither_token_nor_data_in_a_log()
    {
        var records = await Create();
        var record = (await records.ConsumeAsync(await records.RegisterAsync("settler-1", Step)))!;

        record.ToString().ShouldNotContain(record.Token);
        record.ToString().ShouldNotContain("fell_tree");
        record.ToString().ShouldContain(record.Token[..4]);
    }
}
