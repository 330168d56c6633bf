using System.Net;
using System.Text.Json;
using IntentEngine.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Messaging.Database;

/// <summary>Positional parameters with an explicit PostgreSQL type, so that a null does not change a prepared statement.</summary>
public static class Parameter
{
    /// <summary>A <c>uuid</c>.</summary>
    public static NpgsqlParameter Uuid(Guid? value) => Of(NpgsqlDbType.Uuid, value);

    /// <summary>A <c>text</c>.</summary>
    public static NpgsqlParameter Text(string? value) => Of(NpgsqlDbType.Text, value);

    /// <summary>An <c>int</c>.</summary>
    public static NpgsqlParameter Whole(int? value) => Of(NpgsqlDbType.Integer, value);

    /// <summary>A <c>numeric</c>.</summary>
    public static NpgsqlParameter Number(decimal? value) => Of(NpgsqlDbType.Numeric, value);

    /// <summary>A <c>timestamptz</c>; written in UTC.</summary>
    public static NpgsqlParameter Time(DateTimeOffset? value) => Of(NpgsqlDbType.TimestampTz, value?.ToUniversalTime());

    /// <summary>A <c>bytea</c>.</summary>
    public static NpgsqlParameter Bytes(byte[]? value) => Of(NpgsqlDbType.Bytea, value);

    /// <summary>An <c>inet</c>.</summary>
    public static NpgsqlParameter Address(string? value) => Of(NpgsqlDbType.Inet, value is null ? null : IPAddress.Parse(value));

    /// <summary>A <c>jsonb</c> from JSON text.</summary>
    public static NpgsqlParameter JsonText(string? json) => Of(NpgsqlDbType.Jsonb, json);

    /// <summary>A <c>jsonb</c>; written as contracts are (snake_case).</summary>
    public static NpgsqlParameter Json<T>(T? value) => Of(NpgsqlDbType.Jsonb, value is null ? null : JsonSerializer.Serialize(value, ContractJson.Options));

    /// <summary>A <c>uuid[]</c>.</summary>
    public static NpgsqlParameter Uuids(Guid[] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Uuid, values);

    /// <summary>A <c>text[]</c>.</summary>
    public static NpgsqlParameter Texts(string?[]? values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Text, values);

    /// <summary>A <c>timestamptz[]</c>; UTC.</summary>
    public static NpgsqlParameter Times(DateTimeOffset[] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, values);

    /// <summary>A <c>boolean[]</c>.</summary>
    public static NpgsqlParameter Bools(bool[] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Boolean, values);

    /// <summary>A <c>bytea[]</c>.</summary>
    public static NpgsqlParameter BytesArray(byte[][] values) => Of(NpgsqlDbType.Array | NpgsqlDbType.Bytea, values);

    private static NpgsqlParameter Of(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
