using System.Net;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Shouldly;

namespace IntentEngine.Hosting.Failures;

public sealed class FailureHandlerTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(routes =>
        routes.MapGet("/fail/{state}", string (string state) => throw (state == "race" ? new ConcurrencyException("lost") : new PostgresException("refused", "ERROR", "ERROR", state))).AllowAnonymous());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("race")]
    [InlineData(PostgresErrorCodes.DeadlockDetected)]
    [InlineData(PostgresErrorCodes.SerializationFailure)]
    [InlineData(PostgresErrorCodes.LockNotAvailable)]
    [InlineData(PostgresErrorCodes.UniqueViolation)]
    [InlineData(PostgresErrorCodes.ForeignKeyViolation)]
    public async Task What_another_change_caused_asks_to_try_again(string state)
    {
        using var answer = await _host.GetAsync($"/fail/{state}");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_no_repeat_can_mend_is_a_fault_of_the_service()
    {
        using var answer = await _host.GetAsync($"/fail/{PostgresErrorCodes.UndefinedTable}");

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }
}
