using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.Owners;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>What decisions on subjects look at besides the subject: the organization's owners, and enqueues that exist.</summary>
internal sealed class Surroundings(OwnerDirectory owners, IEnumerable<ActionQueue> known)
{
    private readonly Dictionary<Guid, ActionQueue> _byId = known.ToDictionary(queue => queue.QueueId);

    public OwnerDirectory Owners => owners;

    /// <summary>The enqueue of that id, live or ended.</summary>
    public ActionQueue? Find(Guid queueId) => _byId.GetValueOrDefault(queueId);

    /// <summary>The enqueue that has this owner's token.</summary>
    public ActionQueue? Find(string owner, string token) => _byId.Values.FirstOrDefault(queue => queue.Owner == owner && queue.Token == token);

    /// <summary>Notes an enqueue for what comes after it in the same transaction.</summary>
    public void Note(ActionQueue queue) => _byId[queue.QueueId] = queue;
}
