using Shouldly;
using Xunit;

namespace IntentEngine.Providers.KeywordData;

public sealed class DataForSeoStatusTests
{
    [Theory]
    [InlineData(40100, ProviderErrorType.AuthError, false)]
    [InlineData(40104, ProviderErrorType.AuthError, false)]
    [InlineData(40000, ProviderErrorType.ClientError, false)]
    [InlineData(40006, ProviderErrorType.ClientError, false)]
    [InlineData(40101, ProviderErrorType.ServerError, true)]
    [InlineData(40103, ProviderErrorType.ServerError, true)]
    [InlineData(40200, ProviderErrorType.AccountError, false)]
    [InlineData(40201, ProviderErrorType.AccountError, false)]
    [InlineData(40202, ProviderErrorType.RateLimit, true)]
    [InlineData(40203, ProviderErrorType.AccountError, false)]
    [InlineData(40204, ProviderErrorType.AccountError, false)]
    [InlineData(40205, ProviderErrorType.ClientError, false)]
    [InlineData(40206, ProviderErrorType.ClientError, false)]
    [InlineData(40207, ProviderErrorType.AccountError, false)]
    [InlineData(40209, ProviderErrorType.RateLimit, true)]
    [InlineData(40210, ProviderErrorType.AccountError, false)]
    [InlineData(40400, ProviderErrorType.ClientError, false)]
    [InlineData(40404, ProviderErrorType.ClientError, false)]
    [InlineData(40501, ProviderErrorType.ClientError, false)]
    [InlineData(40502, ProviderErrorType.ClientError, false)]
    [InlineData(40503, ProviderErrorType.ClientError, false)]
    [InlineData(40506, ProviderErrorType.ClientError, false)]
    [InlineData(50000, ProviderErrorType.ServerError, true)]
    [InlineData(50001, ProviderErrorType.ServerError, true)]
    [InlineData(50301, ProviderErrorType.ServerError, true)]
    [InlineData(50303, ProviderErrorType.ServerError, true)]
    [InlineData(50304, ProviderErrorType.ServerError, true)]
    [InlineData(50401, ProviderErrorType.Timeout, true)]
    [InlineData(50402, ProviderErrorType.Timeout, true)]
    public void A_status_code_has_the_documented_class(int code, ProviderErrorType expected, bool retried)
    {
        var type = DataForSeoStatus.Classify(code);
        type.ShouldBe(expected);
        new ProviderException(type, "").IsTransient.ShouldBe(retried);
    }
}
