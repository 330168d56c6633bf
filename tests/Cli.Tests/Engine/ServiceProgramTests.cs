using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Engine;

public sealed class ServiceProgramTests
{
    [Fact]
    public void A_service_that_was_not_built_is_named_with_what_to_do() =>
        Should.Throw<CommandException>(() => ServiceProgram.Command("Nothing")).Message.ShouldSatisfyAllConditions(
            text => text.ShouldContain("IntentEngine.Nothing.dll"),
            text => text.ShouldContain("dotnet build services/Nothing"));
}
