using System.Globalization;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Hosting.Requests;

/// <summary>Which slice of a list is wanted: <c>?limit=&amp;offset=</c>. A handler takes it as a parameter; bad values are a 400.</summary>
/// <param name="Limit">How many items, 1 to 200. Default 50.</param>
/// <param name="Offset">How many items to skip, 0 or more. Default 0.</param>
public readonly record struct Paging(int Limit, int Offset)
{
    /// <summary>What <see cref="Limit"/> is when nothing is asked.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The largest <see cref="Limit"/>.</summary>
    public const int MaximumLimit = 200;

    /// <summary>Reads the query; called by the framework.</summary>
    /// <exception cref="InvalidRequestException">A value is not a number within its range, or came twice.</exception>
    public static ValueTask<Paging> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var faults = new Validation();
        var paging = new Paging(
            Read(context, faults, "limit", 1, MaximumLimit, DefaultLimit),
            Read(context, faults, "offset", 0, int.MaxValue, 0));
        faults.ThrowIfFailed();
        return ValueTask.FromResult(paging);
    }

    private static int Read(HttpContext context, Validation faults, string name, int minimum, int maximum, int otherwise)
    {
        var sent = context.Request.Query[name];
        if (sent.Count == 0) return otherwise;
        var readable = int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum;
        var range = maximum == int.MaxValue ? $"{minimum} or more" : $"{minimum} to {maximum}";
        faults.Require(readable, name, $"expected a whole number, {range}; came '{sent}'.");
        return value;
    }
}
