using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Queries;

public sealed class CursorTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Theory]
    [InlineData("")]
    [InlineData("&status=pending")]
    [InlineData("&status=pending,completed")]
    [InlineData("&type=parse_content")]
    [InlineData("&type=parse_content,generate_article")]
    [InlineData("&type=parse_content&status=pending&status=completed")]
    [InlineData("&created_by=some-member")]
    [InlineData("&context=%7B%22topic%22%3A%22crm%22%7D")]
    [InlineData("&updated_from=2020-01-01T00:00:00Z")]
    [InlineData("&created_from=2020-01-01T00:00:00Z&created_to=2999-01-01T00:00:00Z")]
    public async Task Pages_by_cursor_show_every_intent_once_in_the_order_of_one_long_page(string filter)
    {
        for (var i = 0; i < 11; i++)
        {
            var id = await _organization.Create(type: i % 2 == 0 ? "parse_content" : "generate_article");
            if (i % 3 != 0) continue;
            await _organization.Claim(id);
            await _organization.Complete(id);
        }

        var all = (await _organization.Get($"/api/intents?limit=200{filter}")).ShouldBe(HttpStatusCode.OK);
        var paged = new List<string>();
        var cursor = "";
        do
        {
            var page = (await _organization.Get($"/api/intents?limit=3{filter}{cursor}")).ShouldBe(HttpStatusCode.OK);
            page["total"].ShouldBe(all["total"]);
            page.Ids.Count.ShouldBeInRange(1, 3);
            paged.AddRange(page.Ids);
            cursor = page["next_cursor"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        paged.ShouldBe(all.Ids);
        paged.ShouldBeUnique();
        paged.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task What_is_created_meanwhile_does_not_move_the_pages()
    {
        for (var i = 0; i < 4; i++) await _organization.Create();
        var all = (await _organization.Get("/api/intents")).Ids;
        var first = await _organization.Get("/api/intents?limit=2");

        await _organization.Create();

        var second = await _organization.Get($"/api/intents?limit=2&cursor={first["next_cursor"]}");
        second.Ids.ShouldBe(all.Skip(2));
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        for (var i = 0; i < 3; i++) await _organization.Create();
        var cursor = (await _organization.Get("/api/intents?limit=1&status=pending"))["next_cursor"];

        (await _organization.Get($"/api/intents?limit=1&cursor={cursor}")).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["cursor"]);
        (await _organization.Get($"/api/intents?limit=1&status=pending&offset=1&cursor={cursor}")).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["offset"]);
    }

    [Fact]
    public void Made_up_cursors_are_no_cursors()
    {
        var list = new IntentFilter();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<string>(text => IntentCursor.Read(text ?? "", list) is null));
        foreach (var text in new[] { "", "=", "AAAA", new string('A', 500), Convert.ToBase64String(Encoding.UTF8.GetBytes("2026-01-01|intent")) }) IntentCursor.Read(text, list).ShouldBeNull();
    }

    [Fact]
    public void What_was_written_is_read_back_and_a_change_of_any_byte_of_its_list_is_noticed()
    {
        var list = new IntentFilter { Status = ["pending"] };
        var cursor = new IntentCursor(new DateTimeOffset(2026, 1, 26, 9, 0, 0, TimeSpan.Zero).AddTicks(1230), "parse_file-1");

        IntentCursor.Read(cursor.Write(list), list).ShouldBe(cursor);
        IntentCursor.Read(cursor.Write(list), new IntentFilter { Status = ["failed"] }).ShouldBeNull();
        IntentCursor.Read(cursor.Write(list), list with { Context = "{}" }).ShouldBeNull();
    }
}
