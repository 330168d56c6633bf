using System.Text.Json.Nodes;

namespace IntentEngine.EndToEnd.BadInput;

/// <summary>Every operation of the running engine refuses what makes no sense with a problem and the right status, and writes nothing.</summary>
public sealed class BadInputTests(OpenEngine open) : IClassFixture<OpenEngine>
{
    private static readonly Guid Organization = Guid.NewGuid();

    private static readonly (string What, string Text)[] Malformed =
    [
        ("cut off", "{\"a\":"), ("a list", "[1,2]"), ("a text", "\"text\""), ("no JSON", "<a/>"), ("something behind it", "{}x"), ("a comment", "{/* none */}"),
        ("twice the same name", "{\"name\":\"a\",\"name\":\"b\"}"), ("nested too deep", new string('[', 200) + new string(']', 200)),
    ];

    private static readonly (string What, string Type, string Body, int Status)[] Uploads =
    [
        ("unknown type", "application/x-msdownload", "MZ", 415), ("bytes of no type", "application/octet-stream", "text", 415), ("a type that the bytes belie", "application/pdf", "no PDF", 415),
        ("nothing", "text/plain", "", 400), ("a form without boundary", "multipart/form-data", "text", 400), ("a form without end", "multipart/form-data; boundary=b", "--b\r\n", 400),
        ("a form without file", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nfile\r\n--b--\r\n", 400),
        ("a form with a file of an unknown type", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.exe\"\r\nContent-Type: application/x-msdownload\r\n\r\nMZ\r\n--b--\r\n", 415),
    ];

    private IReadOnlyList<ApiOperation> Operations => open.Api.Operations;

    private string Admin => open.Engine.Token(Organization, "admin");

    [Fact(Timeout = 300_000)]
    public Task Without_a_token_nothing_is_answered() => AllAreRefused(Operations.Select(o => new RawRequest("no token", o, o.UnknownPath()) { Body = BodyOf(o), Expected = [401] }));

    [Fact(Timeout = 300_000)]
    public Task Forged_tokens_are_not_believed()
    {
        var keyFile = Path.Combine(open.Engine.DataFolder, "dev-signing-key.json");
        var forged = ForgedTokens.All(open.Engine.Token(Organization, "content_manager"), keyFile, open.Folder).ToList();
        return AllAreRefused(Operations.SelectMany(o => forged.Select(f => new RawRequest(f.What, o, o.UnknownPath()) { Token = f.Token, Body = BodyOf(o), Expected = [401] })));
    }

    [Fact(Timeout = 300_000)]
    public Task Only_the_roles_that_may_are_let_in() => AllAreRefused(
        from operation in Operations
        from role in RoleTable.RefusedBy(operation)
        select new RawRequest($"role {role}", operation, operation.UnknownPath()) { Token = open.Engine.Token(Organization, role), Body = BodyOf(operation), Expected = [403] });

    [Fact(Timeout = 300_000)]
    public Task Unknown_ids_are_not_found() => AllAreRefused(Operations.Where(o => o.NamesSomething && !Exceptions.MakesWhatItNames.ContainsKey(o.ToString())).Select(o =>
        new RawRequest("unknown id", o, o.UnknownPath()) { Token = Admin, Body = BodyOf(o), Expected = Exceptions.AnswersToUnknownIds.TryGetValue(o.ToString(), out var other) ? [other.Status] : o.TakesBody ? [404, 400] : [404] }));

    [Fact(Timeout = 300_000)]
    public Task Malformed_bodies_are_refused() => AllAreRefused(
        from operation in Operations.Where(o => o.TakesBody)
        from body in Malformed
        where !(Exceptions.TakesLists.ContainsKey(operation.ToString()) && body.Text.StartsWith('['))
        select new RawRequest(body.What, operation, operation.UnknownPath()) { Token = Admin, Body = body.Text, Expected = Exceptions.SpeaksOpenLineage.ContainsKey(operation.ToString()) ? [400, 422] : [400] });

    [Fact(Timeout = 300_000)]
    public Task Unknown_fields_are_refused() => AllAreRefused(Operations.Where(o => o.TakesBody && !Exceptions.IgnoresUnknownFields.ContainsKey(o.ToString()) && !Exceptions.SpeaksOpenLineage.ContainsKey(o.ToString())).Select(o =>
    {
        var body = o.Sample();
        body["no_such_field"] = 1;
        return new RawRequest("unknown field", o, o.UnknownPath()) { Token = Admin, Body = body.ToJsonString(), Expected = [400], Mentioned = "no_such_field" };
    }));

    [Fact(Timeout = 300_000)]
    public Task Wrong_types_are_refused() => AllAreRefused(
    [
        .. Operations.SelectMany(o => o.WronglyTyped().Select(body => new RawRequest("wrong type", o, o.UnknownPath()) { Token = Admin, Body = body.ToJsonString(), Expected = [400] })),
        .. Operations.SelectMany(o => o.TypedQueries().Select(name => new RawRequest($"{name} of a wrong type", o, $"{o.UnknownPath()}?{name}=of-a-wrong-type") { Token = Admin, Body = BodyOf(o), Expected = o.NamesSomething ? [400, 404] : [400] })),
        .. Operations.Where(o => o.TypedQueries().Contains("limit")).SelectMany(o => ((string[])["0", "-1", "100000", "1e3", "99999999999999999999"]).Where(limit => limit != "0" || !Exceptions.TakesLimitZero.ContainsKey(o.ToString())).Select(limit =>
            new RawRequest($"limit {limit}", o, $"{o.UnknownPath()}?limit={limit}") { Token = Admin, Expected = o.NamesSomething ? [400, 404] : [400] })),
    ]);

    [Fact(Timeout = 300_000)]
    public Task Bodies_over_the_limit_are_refused() => AllAreRefused(Operations.Where(o => o.TakesBody).Select(o =>
    {
        var limit = Exceptions.LargestBodies.TryGetValue(o.ToString(), out var larger) ? larger.Bytes : 1024 * 1024;
        var body = new JsonObject { ["name"] = new string('x', limit) }.ToJsonString();
        return new RawRequest($"over {limit} bytes", o, o.UnknownPath()) { Token = Admin, Body = body, Expected = [413] };
    }));

    [Fact(Timeout = 300_000)]
    public Task Other_media_types_are_refused() => AllAreRefused(Operations.Where(o => o.TakesBody && !Exceptions.SpeaksOpenLineage.ContainsKey(o.ToString())).SelectMany(o => ((string[])["text/plain", "application/xml", "application/json; charset=utf-16"]).Select(type =>
        new RawRequest(type, o, o.UnknownPath()) { Token = Admin, Body = o.Sample().ToJsonString(), ContentType = type, Expected = [415] })));

    [Fact(Timeout = 300_000)]
    public Task Uploads_that_cannot_be_taken_are_refused() => AllAreRefused(
        from operation in Operations.Where(o => o.TakesUpload)
        from upload in Uploads
        select new RawRequest(upload.What, operation, operation.UnknownPath()) { Token = Admin, Body = upload.Body, ContentType = upload.Type, Expected = [upload.Status] });

    [Fact(Timeout = 300_000)]
    public Task Unusable_idempotency_keys_are_refused() => AllAreRefused(Operations.Where(o => o.Method == HttpMethod.Post && !Exceptions.TakesNoKey.ContainsKey(o.ToString())).SelectMany(o => ((string[])[new string('k', 300), "tab\tin it"]).Select(key =>
        new RawRequest("idempotency key", o, o.UnknownPath()) { Token = Admin, Key = key, Body = BodyOf(o), Expected = [400], Mentioned = "Idempotency-Key" })));

    [Fact]
    public void Each_operation_takes_a_key_or_needs_none() =>
        Operations.Where(o => o.Method == HttpMethod.Post && !o.TakesKey).Select(o => o.ToString()).ShouldBe(Exceptions.TakesNoKey.Keys, ignoreOrder: true);

    [Fact(Timeout = 300_000)]
    public Task Unknown_paths_and_methods_are_problems_too()
    {
        var operation = Operations[0];
        return AllAreRefused(
        [
            new RawRequest("unknown path", operation with { Method = HttpMethod.Get }, "/api/no-such-thing") { Token = Admin, Expected = [404] },
            new RawRequest("no id", operation with { Method = HttpMethod.Get }, "/api/intent-workflows/not-an-id") { Token = Admin, Expected = [404] },
            new RawRequest("no step", operation with { Method = HttpMethod.Post }, $"/api/intent-workflows/{Guid.NewGuid()}/execute-step/many") { Token = Admin, Expected = [404] },
            new RawRequest("unknown method", operation with { Method = HttpMethod.Delete }, $"/api/intent-workflows/{Guid.NewGuid()}") { Token = Admin, Expected = [405] },
        ]);
    }

    [Fact]
    public void The_description_lists_the_operations_that_people_use() =>
        Operations.Select(o => o.ToString()).ShouldBe(RoleTable.Operations, ignoreOrder: true);

    [Fact]
    public void Each_body_is_described_by_a_schema_of_its_own() =>
        Operations.Where(o => o.TakesBody).GroupBy(o => Exceptions.OneBody.GetValueOrDefault(o.ToString(), o.ToString())).Select(same =>
            same.Select(o => o.BodyReference).Distinct().ShouldHaveSingleItem()).ShouldBeUnique();

    [Fact]
    public void Exceptions_are_about_operations_that_there_are() => Exceptions.Operations.Except(Operations.Select(o => o.ToString())).ShouldBeEmpty();

    private static string? BodyOf(ApiOperation operation) => operation.TakesBody ? operation.Sample().ToJsonString() : null;

    /// <summary>Sends them all; none may be answered otherwise, and no table may have another number of rows afterwards.</summary>
    private async Task AllAreRefused(IEnumerable<RawRequest> requests)
    {
        var before = await open.Databases.RowCounts();
        var faults = new List<string>();
        var sent = 0;
        foreach (var request in requests)
        {
            if (await request.Fault(open.Engine.Address) is { } fault) faults.Add(fault);
            sent++;
        }

        sent.ShouldBeGreaterThan(0);
        TestContext.Current.TestOutputHelper!.WriteLine($"{sent} requests");
        faults.ShouldBeEmpty($"{faults.Count} of {sent} were answered wrongly");
        (await open.Databases.RowCounts()).ShouldBe(before);
    }
}
