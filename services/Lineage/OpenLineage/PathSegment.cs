using IntentEngine.Hosting.Failures;
using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>Names as parts of an address.</summary>
internal static class PathSegment
{
    /// <summary>What was meant: the server leaves %2F as it is, so that it is no separator.</summary>
    public static string Unescaped(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The job or dataset that an address names.</summary>
    public static NodeName Node(string scope, string name) => new(Unescaped(scope), Unescaped(name));

    /// <summary>Both texts within the limits of what is stored.</summary>
    public static void RequireNode(this Validation rules, NodeName node)
    {
        rules.RequireText(node.Namespace, "namespace", EventFields.LongestNamespace);
        rules.RequireText(node.Name, "name", EventFields.LongestName);
    }
}
