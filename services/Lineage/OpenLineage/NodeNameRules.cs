using IntentEngine.Hosting.Failures;
using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>What a job or dataset that somebody asks for must be like.</summary>
internal static class NodeNameRules
{
    /// <summary>Both texts within the limits of what is stored.</summary>
    public static void RequireNode(this Validation rules, NodeName node)
    {
        rules.RequireText(node.Namespace, "namespace", EventFields.LongestNamespace);
        rules.RequireText(node.Name, "name", EventFields.LongestName);
    }
}
