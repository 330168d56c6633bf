using System.Collections.Concurrent;
using System.Text;
using Npgsql;

namespace IntentEngine.Messaging.Database;

/// <summary>A statement with <c>values</c> for any small number of rows; each number is a text of its own, prepared once.</summary>
/// <param name="sql">The statement, with <c>{0}</c> where the rows go.</param>
public sealed class ManyRows(string sql)
{
    private readonly ConcurrentDictionary<(int Rows, int Columns), string> _texts = new();

    /// <summary>Adds the statement for these rows; nothing when there are none.</summary>
    public void Add<T>(UnitOfWork unit, IReadOnlyList<T> rows, Func<T, NpgsqlParameter[]> read)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) return;
        NpgsqlParameter[] values = [.. rows.SelectMany(read)];
        unit.Add(_texts.GetOrAdd((rows.Count, values.Length / rows.Count), Text), values);
    }

    private string Text((int Rows, int Columns) shape)
    {
        var values = new StringBuilder();
        for (var row = 0; row < shape.Rows; row++)
            values.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(row * shape.Columns + 1, shape.Columns).Select(n => $"${n}")).Append(')');
        return sql.Replace("{0}", values.ToString(), StringComparison.Ordinal);
    }
}
