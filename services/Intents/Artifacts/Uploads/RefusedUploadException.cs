using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>An upload cannot be taken; carries the answer.</summary>
internal sealed class RefusedUploadException(ProblemHttpResult answer) : Exception(answer.ProblemDetails.Detail)
{
    public ProblemHttpResult Answer => answer;
}
