namespace IntentEngine.Intents.Graph.Model;

/// <summary>What made an intent come to be (seed 001).</summary>
internal enum TriggerSource
{
    HumanRequest,
    PlanExecution,
    SystemEvent,
    IntentCompletion,
    ArbiterInference,
}
