using System.ComponentModel.DataAnnotations;
using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Configuration;
using Shouldly;

namespace IntentEngine.Hosting.Settings;

public sealed class StrictSettingsTests
{
    public sealed record Inner
    {
        public Uri? Address { get; init; }
    }

    public sealed record Outer
    {
        [Range(1, 10)]
        public int Count { get; init; } = 3;

        public Inner Nested { get; init; } = new();

        public Dictionary<string, string> Anything { get; init; } = [];

        public IReadOnlyList<string> List { get; init; } = [];
    }

    [Fact]
    public void An_absent_section_means_defaults() => With().Require<Outer>("Outer").Count.ShouldBe(3);

    [Fact]
    public void Known_settings_are_bound_whatever_their_case()
    {
        var settings = With(("outer:COUNT", "7"), ("Outer:Nested:Address", "http://a/"), ("Outer:Anything:x y", "z"), ("Outer:List:0", "a")).Require<Outer>("Outer");

        settings.Count.ShouldBe(7);
        settings.Nested.Address.ShouldBe(new Uri("http://a/"));
        settings.Anything["x y"].ShouldBe("z");
        settings.List.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("Outer:Cuont", "1", "did you mean 'Outer:Count'?")]
    [InlineData("Outer:Nested:Adress", "x", "did you mean 'Outer:Nested:Address'?")]
    [InlineData("Outer:Quite:Else", "x", "known here: Count, Nested, Anything, List")]
    [InlineData("Outer:Count", "many", "'many'")]
    [InlineData("Outer:Count", "11", "between 1 and 10")]
    public void What_is_unknown_or_out_of_range_is_refused(string key, string value, string expected) =>
        Should.Throw<SettingsException>(() => With((key, value)).Require<Outer>("Outer")).Message.ShouldContain(expected);

    [Fact]
    public void Every_missing_setting_is_named_with_the_way_to_set_it()
    {
        var refusal = Should.Throw<SettingsException>(() => With().Require<DatabaseOptions>("Workflows:Database"));

        refusal.Message.ShouldContain("Workflows__Database__App");
        refusal.Message.ShouldContain("'Workflows:Database:Worker' is missing");
        refusal.Message.ShouldNotContain("Database:Migrator");
    }

    private static IConfiguration With(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, string? (v) => v.Value)).Build();
}
