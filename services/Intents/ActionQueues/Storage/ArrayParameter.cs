using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>A column of many rows as one parameter.</summary>
internal static class ArrayParameter
{
    public static NpgsqlParameter Of<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() };
}
