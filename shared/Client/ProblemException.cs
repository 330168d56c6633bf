using System.Net;
using System.Text.Json;

namespace IntentEngine.Client;

/// <summary>The engine answered with an error status; the members of its problem details (RFC 9457).</summary>
public sealed class ProblemException : Exception
{
    /// <summary>Creates the exception; usually the client does.</summary>
    public ProblemException(HttpStatusCode status, string title, string detail, IReadOnlyDictionary<string, string[]>? errors = null, IReadOnlyDictionary<string, JsonElement>? extensions = null)
        : base($"{(int)status} {title}: {detail}")
    {
        Status = status;
        Title = title;
        Detail = detail;
        Errors = errors ?? new Dictionary<string, string[]>();
        Extensions = extensions ?? new Dictionary<string, JsonElement>();
    }

    /// <summary>HTTP status; 423 is a gate's no, 409 a request that does not fit the present state.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The status in words.</summary>
    public string Title { get; }

    /// <summary>What was expected, what came, what to do. Of an answer that is no problem document: the beginning of its body.</summary>
    public string Detail { get; }

    /// <summary>Faults by field (status 400); empty when the fault has no field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>All other members, by their names on the wire.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions { get; }

    /// <summary>Id of the gate that refused (status 423). Null: none.</summary>
    public string? Gate => Text("gate");

    /// <summary>What opens the gate. Null: not told.</summary>
    public string? RequiredAction => Text("required_action");

    /// <summary>Where the workflow is. Null: not told.</summary>
    public string? WorkflowStatus => Text("workflow_status");

    /// <summary>Finds the request in the engine's logs. Null: not told.</summary>
    public string? TraceId => Text("trace_id");

    private string? Text(string name) => Extensions.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
