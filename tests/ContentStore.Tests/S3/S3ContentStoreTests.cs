namespace IntentEngine.ContentStore.S3;

/// <summary>The conformance suite with the bucket in the path, and what only a service far away can do.</summary>
public sealed class S3ContentStoreTests : S3Conformance
{
    private static readonly Guid Acme = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001");

    protected override S3Settings Settings => Fake.Settings();

    [Fact]
    public async Task Objects_are_named_by_prefix_organization_and_hash()
    {
        var stored = await Write();

        Fake.Objects.Keys.ShouldBe([$"some/prefix/0aaaaaaa-0000-4000-8000-000000000001/{stored.Sha256[..2]}/{stored.Sha256}"]);
    }

    [Fact]
    public async Task What_is_there_already_is_not_sent_again()
    {
        await Write();
        await Write();

        Fake.Requests.Count(request => request.StartsWith("PUT", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Who_writes_what_is_just_being_removed_waits_and_writes_it_again()
    {
        var stored = await Write();
        Age(stored.Sha256, TimeSpan.FromDays(2));
        Task<StoredContent>? writing = null;
        Fake.Before = async (method, path) =>
        {
            // The collector has looked and is about to remove; a writer comes in that moment and has seen the flag before it goes on.
            if (method != "DELETE" || !path.EndsWith(stored.Sha256, StringComparison.Ordinal)) return;
            var flagSeen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Fake.Before = (other, flag) =>
            {
                if (other == "HEAD" && flag.EndsWith(".collecting", StringComparison.Ordinal)) flagSeen.TrySetResult();
                return Task.CompletedTask;
            };
            writing = Write();
            await flagSeen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        };

        (await Store.CollectAsync(Acme, stored.Sha256, ContentAge.Least, CancellationToken.None)).ShouldBe(Collected.Removed);

        (await writing.ShouldNotBeNull()).ShouldBe(stored);
        Fake.Objects.Values.ShouldHaveSingleItem().ShouldBe(Bytes(1000));
    }

    [Fact]
    public async Task A_content_that_becomes_fresh_after_the_flag_is_set_stays()
    {
        var stored = await Write();
        Age(stored.Sha256, TimeSpan.FromDays(2));
        Fake.Before = (method, path) =>
        {
            if (method == "PUT" && path.EndsWith(".collecting", StringComparison.Ordinal)) Age(stored.Sha256, TimeSpan.Zero);
            return Task.CompletedTask;
        };

        (await Store.CollectAsync(Acme, stored.Sha256, ContentAge.Least, CancellationToken.None)).ShouldBe(Collected.Fresh);

        Kept.ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_removal_that_may_still_happen_holds_up_writers_and_a_flag_that_was_left_behind_does_not()
    {
        var stored = await Write();
        Age(stored.Sha256, TimeSpan.FromDays(2));
        Fake.Before = (method, path) =>
        {
            if (method == "DELETE" && path.EndsWith(stored.Sha256, StringComparison.Ordinal)) Fake.CutNext();
            return Task.CompletedTask;
        };
        await Should.ThrowAsync<ContentStoreUnavailableException>(() => Store.CollectAsync(Acme, stored.Sha256, ContentAge.Least, CancellationToken.None));
        Fake.Before = null;
        Kept.Contents.ShouldBe(2);

        using (var cancel = new CancellationTokenSource())
        {
            var keeping = Store.KeepAsync(Acme, stored.Sha256, cancel.Token);
            (await Task.WhenAny(keeping, FlagLookedFor(times: 2))).ShouldNotBe(keeping);
            await cancel.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => keeping);
        }

        Age(stored.Sha256 + ".collecting", TimeSpan.FromMinutes(11));
        (await Store.KeepAsync(Acme, stored.Sha256, CancellationToken.None)).ShouldBe(1000);
    }

    [Fact]
    public async Task A_key_that_may_not_remove_is_told_and_leaves_no_flag()
    {
        var stored = await Write();
        Age(stored.Sha256, TimeSpan.FromDays(2));
        Fake.MayDelete = false;

        (await Should.ThrowAsync<ContentStoreUnavailableException>(() => Store.CollectAsync(Acme, stored.Sha256, ContentAge.Least, CancellationToken.None))).Message.ShouldContain("AccessDenied");

        Kept.ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_service_that_stumbles_is_asked_again_and_gets_all_bytes()
    {
        Fake.FailNext(503, 500);
        await Write();
        Fake.Objects.Clear();
        Fake.FailNext(404);
        Fake.CutNext();
        var stored = await Write();

        Fake.Objects.Values.Single().ShouldBe(Bytes(1000));
        await using var content = await Store.OpenAsync(Acme, stored.Sha256, CancellationToken.None);
        content.ShouldNotBeNull().Length.ShouldBe(1000);
    }

    [Fact]
    public async Task A_service_that_stays_away_is_told_and_nothing_lies_about()
    {
        Fake.FailNext(503, 503, 503);

        (await Should.ThrowAsync<ContentStoreUnavailableException>(Write)).Message.ShouldContain("503");

        Kept.ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_service_that_nobody_runs_is_told()
    {
        using var store = new S3ContentStore(Nowhere(), S3ContentStore.Handler(), TimeProvider.System);

        (await Should.ThrowAsync<ContentStoreUnavailableException>(() => store.OpenAsync(Acme, SignatureV4.EmptyHash, CancellationToken.None))).Message.ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_told_without_it()
    {
        using var store = new S3ContentStore(Fake.Settings(secretKey: "not-the-secret"), Fake.Handler(), TimeProvider.System);

        var refusal = await Should.ThrowAsync<ContentStoreUnavailableException>(() => store.OpenAsync(Acme, SignatureV4.EmptyHash, CancellationToken.None));

        refusal.Message.ShouldContain("SignatureDoesNotMatch");
        refusal.ToString().ShouldNotContain("not-the-secret");
        refusal.ToString().ShouldNotContain("private");
    }

    [Fact]
    public async Task A_wrong_clock_is_refused_and_told()
    {
        Fake.Check = new SignatureCheck(FakeS3.AccessKey, FakeS3.SecretKey, "eu-central-1", null, new Support.FakeClock());

        (await Should.ThrowAsync<ContentStoreUnavailableException>(() => Store.OpenAsync(Acme, SignatureV4.EmptyHash, CancellationToken.None))).Message.ShouldContain("Set this machine's clock");
    }

    [Fact]
    public async Task A_missing_bucket_is_a_fault_and_not_a_missing_content()
    {
        using var store = new S3ContentStore(Fake.Settings(bucket: "no-such-bucket"), Fake.Handler(), TimeProvider.System);

        (await Should.ThrowAsync<ContentStoreUnavailableException>(() => store.OpenAsync(Acme, SignatureV4.EmptyHash, CancellationToken.None))).Message.ShouldContain("NoSuchBucket");
        (await Should.ThrowAsync<ContentStoreUnavailableException>(() => store.WriteAsync(Acme, new MemoryStream([]), 1, CancellationToken.None))).Message.ShouldContain("Create the bucket");
    }

    [Fact]
    public async Task A_temporary_key_brings_its_token()
    {
        Fake.Check = new SignatureCheck(FakeS3.AccessKey, FakeS3.SecretKey, "eu-central-1", "token/of+a=session", TimeProvider.System);
        using var store = new S3ContentStore(Fake.Settings(sessionToken: "token/of+a=session"), Fake.Handler(), TimeProvider.System);

        (await store.OpenAsync(Acme, SignatureV4.EmptyHash, CancellationToken.None)).ShouldBeNull();
        await Should.ThrowAsync<ContentStoreUnavailableException>(() => Store.OpenAsync(Acme, SignatureV4.EmptyHash, CancellationToken.None));
    }

    [Fact]
    public async Task A_service_that_ignores_ranges_does_not_spoil_the_bytes()
    {
        var stored = await Write();
        Fake.IgnoresRanges = true;
        await using var content = (await Store.OpenAsync(Acme, stored.Sha256, CancellationToken.None))!;
        content.Position = 500;

        (await Should.ThrowAsync<ContentStoreUnavailableException>(() => content.ReadExactlyAsync(new byte[1]).AsTask())).Message.ShouldContain("expected 206");
    }

    private async Task FlagLookedFor(int times)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var before = Looks();
        while (Looks() < before + times) await pause.WaitForNextTickAsync();

        int Looks() => Fake.Requests.Count(request => request.StartsWith("HEAD", StringComparison.Ordinal) && request.EndsWith(".collecting", StringComparison.Ordinal));
    }

    private static S3Settings Nowhere() => new() { Endpoint = new Uri("http://127.0.0.1:9"), Bucket = FakeS3.Bucket, AccessKey = "a", SecretKey = "b" };

    private Task<StoredContent> Write() => Store.WriteAsync(Acme, new Trickle(Bytes(1000)), 10_000, CancellationToken.None);
}

/// <summary>The conformance suite with the bucket in the host name.</summary>
public sealed class VirtualHostS3ContentStoreTests : S3Conformance
{
    protected override S3Settings Settings => Fake.Settings(pathStyle: false, host: "s3.example", prefix: "");

    [Fact]
    public async Task The_bucket_is_in_the_host_name()
    {
        await Store.WriteAsync(Guid.NewGuid(), new MemoryStream([1]), 10, CancellationToken.None);

        Fake.Requests.ShouldAllBe(request => request.Contains($" {FakeS3.Bucket}.s3.example /", StringComparison.Ordinal));
    }
}
