using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Audit;
using MassTransit;

namespace IntentEngine.Workflows.Saga;

/// <summary>How a verb answers who asked.</summary>
internal static class SagaAnswers
{
    /// <summary>Answers without touching the workflow.</summary>
    public static void AnswerOnly<T>(this BehaviorContext<WorkflowState, T> context, object reply) where T : class
    {
        context.Unit().LeaveSagaUnchanged();
        context.Unit().Reply = reply;
    }

    public static void Refuse<T>(this BehaviorContext<WorkflowState, T> context, Actor actor, string request, string detail) where T : class
    {
        var w = context.Saga;
        w.Audit(AuditActions.RequestRefused, actor, new { request, detail, current_step = w.Step });
        context.AnswerOnly(new WrongState(w.Status, w.Step, detail));
    }
}
