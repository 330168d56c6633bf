using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary>What the routes that change a subject have in common.</summary>
internal sealed partial class QueueAnswers(SubjectLanes lanes, ActionQueueMetrics metrics, ILogger<QueueAnswers> logger)
{
    /// <summary>Submits, and remembers the answer with its effect when the request has a key.</summary>
    public Task<CommandResult> Submit(Submission submission, IdempotencyFeature? key, Func<CommandResult.Done, StoredReplyParts> answer, CancellationToken cancel) =>
        lanes.Submit(key is null ? submission : submission with { Remember = result => result is CommandResult.Done done ? answer(done).Store(key) : null }, cancel);

    /// <summary>Submits a command that is answered with 200 and one queue.</summary>
    public async Task<Results<Ok<ActionQueueView>, ProblemHttpResult>> One(Submission submission, IdempotencyFeature? key, CancellationToken cancel) =>
        await Submit(submission, key, done => new(StatusCodes.Status200OK, ActionQueueView.Of(done.Queue)), cancel) switch
        {
            CommandResult.Done done => TypedResults.Ok(ActionQueueView.Of(done.Queue)),
            var other => Problem(other),
        };

    /// <summary>The refusal of a command that was not done.</summary>
    public ProblemHttpResult Problem(CommandResult result)
    {
        switch (result)
        {
            case CommandResult.Refused refused: return Problems.Conflict(refused.Reason);
            case CommandResult.Impossible impossible: return Problems.Unprocessable(impossible.Reason);
            case CommandResult.Stale stale:
                metrics.StaleToken();
                LogStale(logger, stale.Reason);
                return Problems.Conflict(stale.Reason);
            default: throw new InvalidOperationException("A command is done, refused, impossible or stale.");
        }
    }

    [LoggerMessage(2054, LogLevel.Warning, "A report was refused: {Reason}")]
    private static partial void LogStale(ILogger logger, string reason);
}
