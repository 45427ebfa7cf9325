package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import flashflow.FlashFlowException;
import flashflow.flow.Activation;
import flashflow.flow.FlowConfig;
import flashflow.flow.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dictionaries as scripts write them, here as JSON. */
class HyperparametersTest {
    private static final String CURLY =
            "{'input_dim': 5, 'context_dim': 3, 'num_flow_steps': 2, 'base_transform_kwargs': {%s}}";

    private static Hyperparameters of(String json) {
        return Hyperparameters.of(new Gson().fromJson(json, Map.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'base_transform_kwargs': {'tail_bound': 3, 'activation': 'elu', 'dropout_probability': 0.2}} | 3 | ELU | 0.2
                    {'base_kwargs': {'tail_bound_arqs': 3, 'activation': 'relu', 'dropout_probability_arqs': 0.1, 'tail_bound_maf': 7, 'num_steps_maf': 0}} | 3 | RELU | 0.1
                    {'base_transform_kwargs': {'tail_bound_arqs': 2, 'dropout_probability_arqs': 0, 'hidden_dim_caf': [1, 2]}} | 2 | RELU | 0
                    {'kwargs': {'tail_bound': 4, 'activation': 'leaky_relu', 'dropout': 0}, 'transform_type': 'random-permutation'} | 4 | LEAKY_RELU | 0
                    {'tail_bound': 4, 'activation': 'elu', 'dropout_probability': 0.5, 'tails': 'linear', 'features': 5} | 4 | ELU | 0.5
                    {'net': {'activation': 'elu', 'dropout': 0}, 'spline': {'tail_bound': 6}} | 6 | ELU | 0
                    {'base_transform_kwargs': {'tail_bound': 6, 'activation': 'elu', 'dropout': 0}, 'lr': 1, 'training': {'epochs': 9, 'seed': 1}} | 6 | ELU | 0
                    """)
    void theSettingsAreFoundWhereverTheyLie(String json, double tailBound, Activation activation, double dropout) {
        var hyperparameters = of(json);
        assertEquals(new NflowsSettings(tailBound, activation, dropout), hyperparameters.settings());
        long defaults = json.contains("activation") ? 0 : 1;
        assertEquals(defaults, hyperparameters.warnings().size());
    }

    @Test
    void flashSimsDefaultsAreTold() {
        var hyperparameters = of(String.format(Locale.ROOT, CURLY, "'num_bins': 4, 'activation': 'elu'"));
        assertEquals(new NflowsSettings(1, Activation.ELU, 0), hyperparameters.settings());
        String warning = hyperparameters.warnings().get(0);
        assertTrue(warning.contains("are taken: tail_bound = 1.0, dropout_probability = 0.0;"), warning);
        assertTrue(warning.contains("new NflowsSettings(tailBound, activation, dropout)"), warning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {} | do not say tail_bound
                    {'input_dim': 5} | do not say tail_bound
                    {'base_kwargs': {'num_bins': 4}} | do not say tail_bound
                    {'base_kwargs': {'tail_bound': 3, 'dropout_probability': 0}} | do not say activation
                    {'base_kwargs': {'tail_bound': 3, 'activation': 'elu'}} | do not say dropout_probability
                    {'base_transform_kwargs': {'num_bins': 4, 'mask_type': 'block-binary', 'block_size': 2}} | do not say tail_bound
                    {'base_transform_kwargs': {'num_bins_arqs': 4}} | do not say tail_bound
                    {'base_kwargs': {'tail_bound_arqs': 3, 'activation': 'elu', 'dropout_probability_arqs': 0}} | makes all nets with relu
                    {'base_transform_kwargs': {'tail_bound': 3, 'temperature': 2}} | that this library does not know, so that they may mean another flow: temperature;
                    {'base_transform_kwargs': {'B': 3, 'act': 'elu'}} | B, act;
                    {'base_transform_kwargs': {'num_bins_nsf': 8}} | num_bins_nsf;
                    {'a': {'tail_bound': 3}, 'b': {'tail_bound': 1}} | say tail_bound twice, 3.0 and 1.0
                    {'base_transform_kwargs': {'tail_bound': [3, 3]}} | tail_bound is not a number
                    {'base_transform_kwargs': {'tail_bound': '3'}} | tail_bound is not a number
                    {'base_transform_kwargs': {'activation': 'ELU'}} | none of relu, elu and leaky_relu
                    {'base_transform_kwargs': {'activation': 7}} | none of relu, elu and leaky_relu
                    """)
    void whatIsNotCertainIsRefused(String json, String said) {
        var refusal = assertThrows(FlashFlowException.class, () -> of(json).settings());
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    'num_bins': 5 | say num_bins = 5.0 and the tensors say 4
                    'hidden_dim': 9 | say hidden_dim = 9.0 and the tensors say 8
                    'hidden_dim': [8, 8] | say hidden_dim
                    'num_transform_blocks': 3 | say num_transform_blocks = 3.0 and the tensors say 2
                    'batch_norm': false | say batch_norm = false and the tensors say true
                    'base_transform_type': 'rq-autoregressive' | and the tensors say rq-coupling
                    'tails': 'none' | has only flows with tails = linear
                    'use_residual_blocks': false | has only flows with use_residual_blocks = true
                    'random_mask': true | has only flows with random_mask = false
                    'apply_unconditional_transform': true | has only flows with apply_unconditional_transform = false
                    """)
    void whatContradictsTheTensorsIsRefused(String words, String said) {
        var config = FlowConfig.of(5, 3, 2, 8, 2, 4);
        of(String.format(Locale.ROOT, CURLY, "'num_bins': 4, 'tails': 'linear', 'hidden_features': 8"))
                .check(config);
        var refusal = assertThrows(FlashFlowException.class, () -> of(String.format(Locale.ROOT, CURLY, words))
                .check(config));
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
        assertThrows(FlashFlowException.class, () -> of(String.format(Locale.ROOT, CURLY, ""))
                .check(config.kind(Kind.COUPLING).steps(3)));
    }

    @Test
    void whatIsGivenOtherwiseIsTold() {
        var given = new NflowsSettings(2, Activation.RELU, 0);
        assertEquals(List.of(), of(String.format(Locale.ROOT, CURLY, "")).contradicted(given));
        assertEquals(
                List.of(),
                of(String.format(Locale.ROOT, CURLY, "'tail_bound': 2, 'activation': 'relu'"))
                        .contradicted(given));
        assertEquals(
                List.of("The hyper-parameters say tail_bound = 3.0; 2.0 is taken, as given."),
                of(String.format(Locale.ROOT, CURLY, "'tail_bound': 3, 'word': 1"))
                        .contradicted(given));
    }
}
