using Npgsql;

namespace IntentEngine.Owners.Records;

/// <summary>One statement with positional parameters, to be put into whatever transaction the owner's own change commits in.</summary>
/// <param name="Sql">The text, parameters as <c>$1</c> …</param>
/// <param name="Parameters">Their values in order.</param>
/// <example><c>unit.Add(statement.Sql, statement.Parameters)</c> for a unit of work.</example>
public sealed record ExecutionStatement(string Sql, NpgsqlParameter[] Parameters)
{
    internal NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var parameter in Parameters) command.Parameters.Add(parameter);
        return command;
    }
}
