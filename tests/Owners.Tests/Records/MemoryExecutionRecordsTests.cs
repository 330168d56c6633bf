namespace IntentEngine.Owners.Records;

public sealed class MemoryExecutionRecordsTests : ExecutionRecordsTests
{
    protected override Task<IExecutionRecords> Create(string owner = "work") => Task.FromResult<IExecutionRecords>(new MemoryExecutionRecords(Clock));
}
