using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>A column of many rows as one parameter.</summary>
internal static class ArrayParameter
{
    public static NpgsqlParameter Of<TRow, TValue>(NpgsqlDbType type, TRow[] rows, Converter<TRow, TValue> value) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = Array.ConvertAll(rows, value) };
}
