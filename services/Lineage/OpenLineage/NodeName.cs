using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>A job or a dataset within an organization.</summary>
/// <param name="Namespace">Where the name is unique, e.g. <c>postgres://host:5432</c>.</param>
/// <param name="Name">The name.</param>
internal readonly record struct NodeName(string Namespace, string Name) : IComparable<NodeName>
{
    /// <summary>Our own executions (as jobs) and artifacts (as datasets); the names are their ids.</summary>
    public const string OwnNamespace = "intent-engine";

    /// <summary>Whether it may be an execution or artifact of ours.</summary>
    public bool MayBeOwn => Namespace == OwnNamespace;

    /// <summary>A key of constant length: the first 16 bytes of the SHA-256 of both texts.</summary>
    public Guid Id()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Namespace}\0{Name}"));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>By namespace, then name, character by character.</summary>
    public int CompareTo(NodeName other) =>
        string.CompareOrdinal(Namespace, other.Namespace) is var order and not 0 ? order : string.CompareOrdinal(Name, other.Name);
}
