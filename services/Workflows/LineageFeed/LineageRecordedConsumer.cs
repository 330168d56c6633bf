using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging.Database;
using MassTransit;

namespace IntentEngine.Workflows.LineageFeed;

/// <summary>Forgets what Lineage has recorded. Any instance may be told; the one that relays sees it by the rows being gone.</summary>
internal sealed class LineageRecordedConsumer(WorkflowsDatabase database) : IConsumer<LineageRecorded>
{
    public async Task Consume(ConsumeContext<LineageRecorded> context)
    {
        if (context.Message.Sender != database.Service) return;
        await using var command = database.Worker.CreateCommand("delete from lineage_feed where id = any($1)");
        command.Parameters.Add(new() { Value = context.Message.Rows.ToArray() });
        await command.ExecuteNonQueryAsync(context.CancellationToken);
    }
}
