using IntentEngine.Hosting.Startup;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Commands;

/// <summary>Copies every organization's graph with its history from one store to another, and proves that it arrived.</summary>
internal sealed class GraphMigration(IGraphStore from, IGraphStore to, Action<string> say)
{
    /// <param name="replace">Whether the graphs of organizations that the target has already may be replaced. Its other organizations are left alone.</param>
    /// <param name="cancel">Stops between organizations.</param>
    /// <exception cref="StartupException">The target is not empty and may not be replaced (nothing was written), or what arrived is not what was sent.</exception>
    public async Task Run(bool replace, CancellationToken cancel)
    {
        var organizations = await from.OrganizationsAsync(cancel);
        var taken = (await to.OrganizationsAsync(cancel)).Intersect(organizations).ToList();
        if (taken.Count > 0 && !replace)
            throw new StartupException($"The target {to.Backend} has graphs of {taken.Count} of these organizations already, {taken[0]} among them; nothing was copied. Give --replace to replace them.");

        foreach (var organization in organizations) await Copy(organization, cancel);
        say($"{organizations.Count} organizations copied from {from.Backend} to {to.Backend} and compared.");
    }

    private async Task Copy(Guid organization, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var content = await from.ExportAsync(organization, cancel);
        var history = await from.ExportHistoryAsync(organization, cancel);
        var there = await to.ExportHistoryAsync(organization, cancel);
        // History is only ever added to: what an earlier migration brought is not brought again.
        var missing = history.Except(there).ToList();
        await to.ReplaceAsync(organization, content, new GraphChanges { History = missing }, cancel);
        await Compare(organization, content, [.. there, .. missing], cancel);
        say($"{organization}: {content.Intents.Count} intents, {content.Edges.Count} edges, {missing.Count} lines of history");
    }

    private async Task Compare(Guid organization, GraphContent content, IReadOnlyList<StatusChange> history, CancellationToken cancel)
    {
        var (arrived, arrivedHistory) = (await to.ExportAsync(organization, cancel), await to.ExportHistoryAsync(organization, cancel));
        var (sent, came) = (GraphDigest.Of(content, history), GraphDigest.Of(arrived, arrivedHistory));
        if (sent == came) return;
        throw new StartupException(
            $"{organization}: what arrived in {to.Backend} is not what was sent ({content.Intents.Count} intents, {content.Edges.Count} edges, {history.Count} lines of history, {sent[..12]} sent; "
            + $"{arrived.Intents.Count}, {arrived.Edges.Count}, {arrivedHistory.Count}, {came[..12]} arrived). Was the service running? Stop it, and run again with --replace.");
    }
}
