using System.Data.Common;
using IntentEngine.Hosting.Organizations;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace IntentEngine.Hosting.Database;

/// <summary>Puts <c>set_config('app.organization_id', …, true)</c> in front of every command, in the same batch: one round trip, one transaction.</summary>
/// <remarks>
/// The setting ends with the batch's transaction, whatever becomes of it, so a pooled connection never carries it to the next user
/// (spec reliability §4.4). Without an organization the command is not sent at all.
/// </remarks>
internal sealed class OrganizationCommandInterceptor(OrganizationContext organization) : DbCommandInterceptor
{
    private const string Parameter = "ie_organization_id";
    private const string Prefix = $"select set_config('app.organization_id', @{Parameter}, true);\n";

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Prepare(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Prepare(command);
        return ValueTask.FromResult(result);
    }

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        try
        {
            result.NextResult();
            return result;
        }
        catch (DbException)
        {
            result.Dispose();
            throw;
        }
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        try
        {
            await result.NextResultAsync(cancellationToken);
            return result;
        }
        catch (Exception failure) when (failure is DbException or OperationCanceledException)
        {
            // Nobody else knows the reader yet; an open one would keep its connection busy.
            await result.DisposeAsync();
            throw;
        }
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Prepare(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Prepare(command);
        return ValueTask.FromResult(result);
    }

    // A scalar is the first value of the first result, which here would be the organization: read the second instead.
    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Prepare(command);
        using var reader = command.ExecuteReader();
        var found = reader.NextResult() && reader.Read() ? reader.GetValue(0) : null;
        return InterceptionResult<object>.SuppressWithResult(found!);
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Prepare(command);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken) ? reader.GetValue(0) : null;
        return InterceptionResult<object>.SuppressWithResult(found!);
    }

    private void Prepare(DbCommand command)
    {
        if (command.Parameters.Contains(Parameter)) return;
        if (!organization.IsSet)
            throw new InvalidOperationException(
                "No organization is set in this scope, so nothing is read. Authenticate the request, or call OrganizationContext.Set first.");
        command.CommandText = Prefix + command.CommandText;
        command.Parameters.Add(new NpgsqlParameter<string>(Parameter, organization.OrganizationId.ToString("D")));
    }
}
