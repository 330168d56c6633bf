namespace IntentEngine.Cli.Tokens;

/// <summary>Who a person is on a development machine unless something else is asked for, so that demo, tokens and examples see the same data.</summary>
public static class DemoIdentity
{
    /// <summary>The organization of the demo and of tokens without <c>--org</c>: <c>d3300000-0000-4000-8000-000000000001</c>.</summary>
    public static readonly Guid OrganizationId = new("d3300000-0000-4000-8000-000000000001");

    /// <summary>The subject of tokens without <c>--sub</c>.</summary>
    public const string Subject = "developer";
}
