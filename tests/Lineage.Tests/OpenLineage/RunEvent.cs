using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>Builds run events as a client sends them.</summary>
internal sealed record RunEvent(string Job, string RunId, string Type = "COMPLETE", int At = 0)
{
    public string Namespace { get; init; } = "jobs";

    public string[] Inputs { get; init; } = [];

    public string[] Outputs { get; init; } = [];

    public string? Parent { get; init; }

    public string? Root { get; init; }

    public JsonObject? Facets { get; init; }

    /// <summary>The same UUID for the same text, so that tests can name runs.</summary>
    public static string Run(string name) => Contracts.NameBasedGuid.Create(Guid.Empty, name).ToString();

    public override string ToString()
    {
        var facets = Facets?.DeepClone().AsObject() ?? [];
        if (Parent is not null)
        {
            facets["parent"] = new JsonObject { ["run"] = new JsonObject { ["runId"] = Parent }, ["job"] = new JsonObject { ["namespace"] = Namespace, ["name"] = "parent" } };
            if (Root is not null) facets["parent"]!["root"] = new JsonObject { ["run"] = new JsonObject { ["runId"] = Root }, ["job"] = new JsonObject { ["namespace"] = Namespace, ["name"] = "root" } };
        }

        return JsonSerializer.Serialize(new
        {
            eventType = Type,
            eventTime = Organization.Moment(At).UtcDateTime,
            run = new { runId = RunId, facets },
            job = new { @namespace = Namespace, name = Job },
            inputs = Inputs.Select(name => new { @namespace = "data", name }),
            outputs = Outputs.Select(name => new { @namespace = "data", name }),
            producer = "https://example.com/tests",
            schemaURL = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        });
    }

    public static implicit operator string(RunEvent built) => built.ToString();
}
