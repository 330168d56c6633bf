using IntentEngine.Support;
using System.Text.Json;

namespace IntentEngine.EndToEnd.Driving;

/// <summary>One content workflow through the API.</summary>
internal sealed class OneWorkflow(EngineApi api, Guid id)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Creates one.</summary>
    public static async Task<OneWorkflow> Create(EngineApi api, string name)
    {
        var created = await new History().Persist(api, "create", HttpMethod.Post, "/api/intent-workflows", ContentRequest.Create(name));
        created.Status.ShouldBe(201, created.Body);
        return new OneWorkflow(api, created.Json.GetProperty("id").GetGuid());
    }

    /// <summary>Its id.</summary>
    public Guid Id => id;

    /// <summary>Approves what waits at its gates, up to <paramref name="articles"/> subtopics, until it is completed.</summary>
    public async Task<JsonElement> Finish(int articles)
    {
        await Reaches("step_3_seeds", "awaiting_approval");
        await Approve(new { approval_type = "seed_keywords" });
        var planned = await Reaches("step_8_approval", "awaiting_approval");
        var subtopics = Output(planned, 7).GetProperty("subtopics").EnumerateArray().Take(articles).Select(s => s.GetProperty("id").GetGuid()).ToArray();
        await Approve(new { approval_type = "subtopics", approved_items = subtopics });
        return await Reaches("completed", "completed");
    }

    /// <summary>Waits until it is there; says where it is when it has ended elsewhere.</summary>
    public async Task<JsonElement> Reaches(string status, string phase)
    {
        var found = await Eventually.Gives(async () =>
        {
            var answer = await api.Send(HttpMethod.Get, $"/api/intent-workflows/{id}");
            if (answer.Status != 200) return null;
            if (answer.Json.GetProperty("status").GetString() is "failed" or "cancelled") throw new InvalidOperationException($"The workflow ended: {answer.Body}");
            return answer.Json.GetProperty("status").GetString() == status && answer.Json.GetProperty("phase").GetString() == phase ? answer : null;
        }, $"the workflow is at {status} ({phase})", Patience);
        return found.Json;
    }

    /// <summary>Output of a step.</summary>
    public static JsonElement Output(JsonElement workflow, int step) =>
        workflow.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("step_number").GetInt32() == step).GetProperty("output_data");

    /// <summary>Decides.</summary>
    public async Task Approve(object decision)
    {
        var answer = await new History().Persist(api, "approve", HttpMethod.Post, $"/api/intent-workflows/{id}/approve", decision);
        answer.Status.ShouldBe(200, answer.Body);
    }
}
