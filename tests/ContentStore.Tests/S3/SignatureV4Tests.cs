using System.Globalization;

namespace IntentEngine.ContentStore.S3;

/// <summary>Requests and signatures as Amazon publishes them.</summary>
public sealed class SignatureV4Tests
{
    private static readonly DateTimeOffset S3Day = At("2013-05-24T00:00:00Z");
    private static readonly S3Credentials S3Example = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    /// <summary>"Example: GET Object" of the S3 API reference.</summary>
    [Fact]
    public void The_example_that_reads_an_object() =>
        Signature("GET", "/test.txt", "", SignatureV4.EmptyHash, ("range", "bytes=0-9")).ShouldBe("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

    /// <summary>"Example: PUT Object".</summary>
    [Fact]
    public void The_example_that_writes_an_object() =>
        Signature("PUT", "/test%24file.text", "", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", ("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"))
            .ShouldBe("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");

    /// <summary>"Example: GET Bucket Lifecycle".</summary>
    [Fact]
    public void The_example_with_a_query_without_value() =>
        Signature("GET", "/", "lifecycle=", SignatureV4.EmptyHash).ShouldBe("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");

    /// <summary>"Example: Get Bucket (List Objects)".</summary>
    [Fact]
    public void The_example_with_a_query() =>
        Signature("GET", "/", "max-keys=2&prefix=J", SignatureV4.EmptyHash).ShouldBe("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");

    /// <summary>"get-vanilla" of the Signature Version 4 test suite.</summary>
    [Fact]
    public void The_plainest_case_of_the_test_suite() =>
        SignatureV4.Authorization("GET", "/", "", new Dictionary<string, string> { ["x-amz-date"] = "20150830T123600Z", ["host"] = "example.amazonaws.com" }, SignatureV4.EmptyHash,
                new S3Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "us-east-1", "service", At("2015-08-30T12:36:00Z"))
            .ShouldBe("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,SignedHeaders=host;x-amz-date,Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");

    /// <summary>"Examples of how to derive a signing key" of the general reference.</summary>
    [Fact]
    public void The_key_of_a_day() =>
        Convert.ToHexStringLower(SignatureV4.SigningKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20150830", "us-east-1", "iam"))
            .ShouldBe("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");

    private static string Signature(string method, string path, string query, string payload, params (string Name, string Value)[] more)
    {
        var headers = new Dictionary<string, string> { ["host"] = "examplebucket.s3.amazonaws.com", ["x-amz-content-sha256"] = payload, ["x-amz-date"] = SignatureV4.Date(S3Day) };
        foreach (var (name, value) in more) headers[name] = value;
        return SignatureV4.Authorization(method, path, query, headers, payload, S3Example, "us-east-1", "s3", S3Day).Split("Signature=")[1];
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
