using System.Text;
using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Workflows.LineageFeed;

/// <summary>Feed rows joined into one message. Their facts are JSON already, written as the contract wants them, so they are spliced rather than read and written again.</summary>
internal sealed class FeedBatch(string sender)
{
    private readonly StringBuilder _executions = new();
    private readonly StringBuilder _artifacts = new();

    /// <summary>The rows in it.</summary>
    public List<long> Ids { get; } = [];

    /// <summary>Adds a row: two JSON arrays.</summary>
    public void Add(long id, string executions, string artifacts)
    {
        Ids.Add(id);
        Splice(_executions, executions);
        Splice(_artifacts, artifacts);
    }

    /// <summary>The body of a <see cref="RecordLineage"/>.</summary>
    public byte[] ToMessage() =>
        Encoding.UTF8.GetBytes($$"""{"executions":[{{_executions}}],"artifacts":[{{_artifacts}}],"sender":"{{sender}}","rows":[{{string.Join(',', Ids)}}]}""");

    private static void Splice(StringBuilder all, string array)
    {
        var items = array.AsSpan().Trim()[1..^1];
        if (items.IsEmpty) return;
        if (all.Length > 0) all.Append(',');
        all.Append(items);
    }
}
