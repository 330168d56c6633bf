using IntentEngine.Contracts.Intents;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Owners;

/// <summary>The owners of one organization: those it registered, and those everybody has.</summary>
internal sealed class OwnerDirectory
{
    /// <summary>All an organization registered; <c>$1</c> organization.</summary>
    public const string Select = "select name, delivery, queue, url, secret, created_at, updated_at from owners where organization_id = $1 order by name";

    private readonly Dictionary<string, RegisteredOwner> _owners;

    private OwnerDirectory(Dictionary<string, RegisteredOwner> owners) => _owners = owners;

    /// <summary>By name.</summary>
    public IEnumerable<RegisteredOwner> All => _owners.Values.OrderBy(owner => owner.Name, StringComparer.Ordinal);

    /// <summary>The owner of that name. Null: nobody could be told.</summary>
    public RegisteredOwner? Find(string name) => _owners.GetValueOrDefault(name);

    public static async Task<OwnerDirectory> Read(NpgsqlDataReader rows, OwnerSettings settings, CancellationToken cancel)
    {
        var owners = settings.Everybodys.ToDictionary(name => name, name => new RegisteredOwner { Name = name, Delivery = OwnerDelivery.Queue, Queue = CompletionReported.QueueOf(name) });
        while (await rows.ReadAsync(cancel)) owners[rows.GetString(0)] = Read(rows);
        return new OwnerDirectory(owners);
    }

    public static Task<OwnerDirectory> Read(ServiceDatabase database, Guid organizationId, OwnerSettings settings, CancellationToken cancel) =>
        database.ReadAsync(organizationId, Select, [Parameter.Uuid(organizationId)], rows => Read(rows, settings, cancel), cancel);

    private static RegisteredOwner Read(NpgsqlDataReader row) => new()
    {
        Name = row.GetString(0),
        Delivery = row.GetString(1) == "webhook" ? OwnerDelivery.Webhook : OwnerDelivery.Queue,
        Queue = row.IsDBNull(2) ? null : row.GetString(2),
        Url = row.IsDBNull(3) ? null : new Uri(row.GetString(3)),
        Secret = row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(5),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(6),
    };
}
