using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Messaging.Database;

/// <summary>The statement that tells row-level security whose rows the transaction may see. Always the first of its batch, never on the session.</summary>
public static class OrganizationSetting
{
    /// <summary>SQL with the organization as <c>$1</c>; ends with the transaction.</summary>
    public const string Sql = "select set_config('app.organization_id', $1, true)";

    /// <summary>The statement for one organization.</summary>
    public static NpgsqlBatchCommand Command(Guid organizationId) => new(Sql)
    {
        Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = organizationId.ToString() } },
    };
}
