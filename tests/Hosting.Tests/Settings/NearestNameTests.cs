using Shouldly;

namespace IntentEngine.Hosting.Settings;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("Authorty", "Authority")]
    [InlineData("audience", "Audience")]
    [InlineData("ClokSkew", "ClockSkew")]
    [InlineData("Zebra", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found_unless_nothing_is_near(string name, string? expected) =>
        NearestName.Of(name, ["Authority", "Audience", "ClockSkew"]).ShouldBe(expected);
}
