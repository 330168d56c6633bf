using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.Similarity;

public sealed class ErrorFingerprintTests
{
    [Fact]
    public void The_version_and_the_value_are_frozen_because_people_keep_links_to_them()
    {
        ErrorFingerprint.Of("timeout", "No answer from 10.0.0.7 within 30 s", "content.seeds").Value.ShouldBe("v1:a203551be9f5116e9af4869c13653785");
    }

    [Fact]
    public void What_varies_does_not_count_and_what_is_said_does()
    {
        var first = ErrorFingerprint.Of("timeout", "No answer from 10.0.0.7 within 30 s", "a");
        ErrorFingerprint.Of("timeout", "No answer from 10.0.0.99 within 5 s", "b").Value.ShouldBe(first.Value);
        ErrorFingerprint.Of("network_error", "No answer from 10.0.0.7 within 30 s", "a").Value.ShouldNotBe(first.Value);
        ErrorFingerprint.Of("timeout", "No route to 10.0.0.7", "a").Value.ShouldNotBe(first.Value);
    }

    [Fact]
    public void Silent_failures_are_told_apart_by_what_was_executed()
    {
        ErrorFingerprint.Of(null, " ", "a").Value.ShouldNotBe(ErrorFingerprint.Of(null, null, "b").Value);
        ErrorFingerprint.Of(null, " ", "a").Value.ShouldBe(ErrorFingerprint.Of("", null, "a").Value);
    }

    [Fact]
    public void The_fingerprint_of_a_normalised_message_is_that_of_the_message() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), message =>
            ErrorFingerprint.Of("t", ErrorTemplate.Of(message), "n").Value.ShouldBe(ErrorFingerprint.Of("t", message, "n").Value)));
}
