using System.Runtime.ExceptionServices;

namespace IntentEngine.Intents.Rtfs.Evaluation;

/// <summary>Goes on with deep work where there is room for it. Seldom needed, so a thread of its own is no cost.</summary>
internal static class FreshStack
{
    /// <summary>Enough for the steps of one evaluation, each inside the one before.</summary>
    private const int Bytes = 32 * 1024 * 1024;

    /// <summary>Runs the work on a new thread and waits for it.</summary>
    public static T? Run<T>(Func<T?> work)
        where T : class
    {
        T? result = null;
        ExceptionDispatchInfo? thrown = null;
        void Work()
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                // Left alone it would end the process; it belongs to the caller.
                thrown = ExceptionDispatchInfo.Capture(e);
            }
        }

        var thread = new Thread(Work, Bytes) { IsBackground = true };
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return result;
    }
}
