using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IntentEngine.Hosting.Database;

/// <summary>Contexts only read: changes go through the unit of work, which writes state, audit and outbox in one transaction.</summary>
internal sealed class ReadOnlyInterceptor : SaveChangesInterceptor
{
    public static ReadOnlyInterceptor Instance { get; } = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) => throw Refusal();

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => throw Refusal();

    private static InvalidOperationException Refusal() =>
        new("This context only reads. Write through the unit of work of IntentEngine.Messaging, so that state, audit and messages commit together.");
}
