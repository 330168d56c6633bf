using MassTransit;

namespace IntentEngine.Messaging.Parking;

/// <summary>Whatever copies an exception into headers may do so after this filter: 128 KB of them kill the connection.</summary>
public sealed class TruncateExceptionFilterTests
{
    private static readonly string Megabyte = new('x', 1_000_000);

    [Fact]
    public async Task A_long_text_becomes_a_short_exception_that_names_the_original()
    {
        var shortened = (await Thrown(new FormatException(Megabyte))).ShouldBeOfType<TruncatedException>();

        shortened.OriginalType.ShouldBe("System.FormatException");
        shortened.ToString().Length.ShouldBeLessThanOrEqualTo(TruncatedException.MostCharacters + 2);
        shortened.InnerException.ShouldBeNull();
    }

    [Fact]
    public async Task Long_text_inside_another_exception_counts_as_well() =>
        (await Thrown(new InvalidOperationException("outer", new FormatException(Megabyte)))).ShouldBeOfType<TruncatedException>();

    [Fact]
    public async Task A_passing_failure_is_still_known_as_one() =>
        (await Thrown(new TimeoutException(Megabyte))).ShouldBeOfType<TruncatedException>().IsTransient.ShouldBeTrue();

    [Fact]
    public async Task A_short_exception_stays_itself()
    {
        var conflict = new Database.ConcurrencyException("lost the race");
        (await Thrown(conflict)).ShouldBeSameAs(conflict);
    }

    private static Task<Exception> Thrown(Exception exception) =>
        Should.ThrowAsync<Exception>(() => new TruncateExceptionFilter().Send(null!, new Failing(exception)));

    private sealed class Failing(Exception exception) : IPipe<ConsumeContext>
    {
        public Task Send(ConsumeContext context) => throw exception;

        public void Probe(ProbeContext context) { }
    }
}
