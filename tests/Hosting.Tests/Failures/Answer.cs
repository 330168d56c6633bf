using System.Net;
using System.Text.Json;
using Shouldly;

namespace IntentEngine.Hosting.Failures;

/// <summary>Reads an answer that must be problem details.</summary>
internal static class Answer
{
    public static async Task<JsonElement> ShouldBeProblem(this Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        using var response = await sending;
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", body);
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("instance").GetString().ShouldStartWith("/");
        problem.GetProperty("trace_id").GetString()!.Length.ShouldBe(32);
        body.ShouldNotContain("   at ");
        body.ShouldNotContain("System.");
        body.ShouldNotContain("IntentEngine.");
        return problem;
    }

    public static string Fault(this JsonElement problem, string field) => problem.GetProperty("errors").GetProperty(field)[0].GetString()!;
}
