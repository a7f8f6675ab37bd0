import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace codistill. */
export namespace codistill {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a RunSpec.
         * @deprecated Use codistill.v1.RunSpec.$Properties instead.
         */
        interface IRunSpec extends codistill.v1.RunSpec.$Properties {
        }

        /** Represents a RunSpec. */
        class RunSpec {

            /**
             * Constructs a new RunSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.RunSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RunSpec peers. */
            peers: codistill.v1.PeerSpec.$Properties[];

            /** RunSpec data. */
            data?: (codistill.v1.DataSpec.$Properties|null);

            /** RunSpec training. */
            training?: (codistill.v1.TrainingSpec.$Properties|null);

            /** RunSpec distillation. */
            distillation?: (codistill.v1.DistillationSpec.$Properties|null);

            /** RunSpec exchange. */
            exchange?: (codistill.v1.ExchangeSpec.$Properties|null);

            /** RunSpec rounds. */
            rounds?: (codistill.v1.RoundSpec.$Properties|null);

            /** RunSpec convergence. */
            convergence?: (codistill.v1.ConvergenceSpec.$Properties|null);

            /**
             * Creates a new RunSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RunSpec instance
             */
            static create(properties: codistill.v1.RunSpec.$Shape): codistill.v1.RunSpec & codistill.v1.RunSpec.$Shape;
            static create(properties?: codistill.v1.RunSpec.$Properties): codistill.v1.RunSpec;

            /**
             * Encodes the specified RunSpec message. Does not implicitly {@link codistill.v1.RunSpec.verify|verify} messages.
             * @param message RunSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.RunSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RunSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.RunSpec & codistill.v1.RunSpec.$Shape} RunSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.RunSpec & codistill.v1.RunSpec.$Shape;

            /**
             * Creates a RunSpec message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RunSpec
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.RunSpec;

            /**
             * Creates a plain object from a RunSpec message. Also converts values to other types if specified.
             * @param message RunSpec
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.RunSpec, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RunSpec to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RunSpec {

            /** Properties of a RunSpec. */
            interface $Properties {

                /** RunSpec peers */
                peers?: (codistill.v1.PeerSpec.$Properties[]|null);

                /** RunSpec data */
                data?: (codistill.v1.DataSpec.$Properties|null);

                /** RunSpec training */
                training?: (codistill.v1.TrainingSpec.$Properties|null);

                /** RunSpec distillation */
                distillation?: (codistill.v1.DistillationSpec.$Properties|null);

                /** RunSpec exchange */
                exchange?: (codistill.v1.ExchangeSpec.$Properties|null);

                /** RunSpec rounds */
                rounds?: (codistill.v1.RoundSpec.$Properties|null);

                /** RunSpec convergence */
                convergence?: (codistill.v1.ConvergenceSpec.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RunSpec. */
            type $Shape = codistill.v1.RunSpec.$Properties;
        }

        /**
         * Properties of a PeerSpec.
         * @deprecated Use codistill.v1.PeerSpec.$Properties instead.
         */
        interface IPeerSpec extends codistill.v1.PeerSpec.$Properties {
        }

        /** Represents a PeerSpec. */
        class PeerSpec {

            /**
             * Constructs a new PeerSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.PeerSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PeerSpec id. */
            id: string;

            /** PeerSpec network. */
            network: string;

            /** PeerSpec device. */
            device: string;

            /** PeerSpec initSeed. */
            initSeed: number;

            /** PeerSpec role. */
            role: string;

            /** PeerSpec source. */
            source: string;

            /** PeerSpec view. */
            view: string;

            /** PeerSpec output. */
            output: string;

            /** PeerSpec input. */
            input: string;

            /** PeerSpec gives. */
            gives: string;

            /** PeerSpec precision. */
            precision: string;

            /** PeerSpec weights. */
            weights: string;

            /**
             * Creates a new PeerSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PeerSpec instance
             */
            static create(properties: codistill.v1.PeerSpec.$Shape): codistill.v1.PeerSpec & codistill.v1.PeerSpec.$Shape;
            static create(properties?: codistill.v1.PeerSpec.$Properties): codistill.v1.PeerSpec;

            /**
             * Encodes the specified PeerSpec message. Does not implicitly {@link codistill.v1.PeerSpec.verify|verify} messages.
             * @param message PeerSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.PeerSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PeerSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.PeerSpec & codistill.v1.PeerSpec.$Shape} PeerSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.PeerSpec & codistill.v1.PeerSpec.$Shape;

            /**
             * Creates a PeerSpec message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PeerSpec
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.PeerSpec;

            /**
             * Creates a plain object from a PeerSpec message. Also converts values to other types if specified.
             * @param message PeerSpec
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.PeerSpec, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PeerSpec to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PeerSpec {

            /** Properties of a PeerSpec. */
            interface $Properties {

                /** PeerSpec id */
                id?: (string|null);

                /** PeerSpec network */
                network?: (string|null);

                /** PeerSpec device */
                device?: (string|null);

                /** PeerSpec initSeed */
                initSeed?: (number|null);

                /** PeerSpec role */
                role?: (string|null);

                /** PeerSpec source */
                source?: (string|null);

                /** PeerSpec view */
                view?: (string|null);

                /** PeerSpec output */
                output?: (string|null);

                /** PeerSpec input */
                input?: (string|null);

                /** PeerSpec gives */
                gives?: (string|null);

                /** PeerSpec precision */
                precision?: (string|null);

                /** PeerSpec weights */
                weights?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PeerSpec. */
            type $Shape = codistill.v1.PeerSpec.$Properties;
        }

        /**
         * Properties of a DataSpec.
         * @deprecated Use codistill.v1.DataSpec.$Properties instead.
         */
        interface IDataSpec extends codistill.v1.DataSpec.$Properties {
        }

        /** Represents a DataSpec. */
        class DataSpec {

            /**
             * Constructs a new DataSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.DataSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DataSpec name. */
            name: string;

            /** DataSpec limitTrain. */
            limitTrain: number;

            /** DataSpec labelNoise. */
            labelNoise: number;

            /** DataSpec validationFraction. */
            validationFraction: number;

            /** DataSpec augment. */
            augment: string;

            /** DataSpec partition. */
            partition: string;

            /** DataSpec seed. */
            seed: number;

            /**
             * Creates a new DataSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DataSpec instance
             */
            static create(properties: codistill.v1.DataSpec.$Shape): codistill.v1.DataSpec & codistill.v1.DataSpec.$Shape;
            static create(properties?: codistill.v1.DataSpec.$Properties): codistill.v1.DataSpec;

            /**
             * Encodes the specified DataSpec message. Does not implicitly {@link codistill.v1.DataSpec.verify|verify} messages.
             * @param message DataSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.DataSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DataSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.DataSpec & codistill.v1.DataSpec.$Shape} DataSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.DataSpec & codistill.v1.DataSpec.$Shape;

            /**
             * Creates a DataSpec message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DataSpec
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.DataSpec;

            /**
             * Creates a plain object from a DataSpec message. Also converts values to other types if specified.
             * @param message DataSpec
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.DataSpec, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DataSpec to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DataSpec {

            /** Properties of a DataSpec. */
            interface $Properties {

                /** DataSpec name */
                name?: (string|null);

                /** DataSpec limitTrain */
                limitTrain?: (number|null);

                /** DataSpec labelNoise */
                labelNoise?: (number|null);

                /** DataSpec validationFraction */
                validationFraction?: (number|null);

                /** DataSpec augment */
                augment?: (string|null);

                /** DataSpec partition */
                partition?: (string|null);

                /** DataSpec seed */
                seed?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DataSpec. */
            type $Shape = codistill.v1.DataSpec.$Properties;
        }

        /**
         * Properties of a TrainingSpec.
         * @deprecated Use codistill.v1.TrainingSpec.$Properties instead.
         */
        interface ITrainingSpec extends codistill.v1.TrainingSpec.$Properties {
        }

        /** Represents a TrainingSpec. */
        class TrainingSpec {

            /**
             * Constructs a new TrainingSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.TrainingSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrainingSpec epochs. */
            epochs: number;

            /** TrainingSpec steps. */
            steps: number;

            /** TrainingSpec batch. */
            batch: number;

            /** TrainingSpec seed. */
            seed: number;

            /** TrainingSpec optimizer. */
            optimizer: string;

            /** TrainingSpec lr. */
            lr: number;

            /** TrainingSpec momentum. */
            momentum: number;

            /** TrainingSpec nesterov. */
            nesterov: boolean;

            /** TrainingSpec weightDecay. */
            weightDecay: number;

            /** TrainingSpec schedule. */
            schedule: string;

            /** TrainingSpec milestones. */
            milestones: number[];

            /** TrainingSpec gamma. */
            gamma: number;

            /** TrainingSpec evaluateEverySteps. */
            evaluateEverySteps: number;

            /** TrainingSpec checkpointEverySteps. */
            checkpointEverySteps: number;

            /** TrainingSpec eager. */
            eager: boolean;

            /** TrainingSpec warmupSteps. */
            warmupSteps: number;

            /** TrainingSpec clipNorm. */
            clipNorm: number;

            /** TrainingSpec fineTuneSteps. */
            fineTuneSteps: number;

            /** TrainingSpec fineTuneLr. */
            fineTuneLr: number;

            /** TrainingSpec weightDecaySchedule. */
            weightDecaySchedule: number[];

            /**
             * Creates a new TrainingSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TrainingSpec instance
             */
            static create(properties: codistill.v1.TrainingSpec.$Shape): codistill.v1.TrainingSpec & codistill.v1.TrainingSpec.$Shape;
            static create(properties?: codistill.v1.TrainingSpec.$Properties): codistill.v1.TrainingSpec;

            /**
             * Encodes the specified TrainingSpec message. Does not implicitly {@link codistill.v1.TrainingSpec.verify|verify} messages.
             * @param message TrainingSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.TrainingSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrainingSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.TrainingSpec & codistill.v1.TrainingSpec.$Shape} TrainingSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.TrainingSpec & codistill.v1.TrainingSpec.$Shape;

            /**
             * Creates a TrainingSpec message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns TrainingSpec
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.TrainingSpec;

            /**
             * Creates a plain object from a TrainingSpec message. Also converts values to other types if specified.
             * @param message TrainingSpec
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.TrainingSpec, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this TrainingSpec to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace TrainingSpec {

            /** Properties of a TrainingSpec. */
            interface $Properties {

                /** TrainingSpec epochs */
                epochs?: (number|null);

                /** TrainingSpec steps */
                steps?: (number|null);

                /** TrainingSpec batch */
                batch?: (number|null);

                /** TrainingSpec seed */
                seed?: (number|null);

                /** TrainingSpec optimizer */
                optimizer?: (string|null);

                /** TrainingSpec lr */
                lr?: (number|null);

                /** TrainingSpec momentum */
                momentum?: (number|null);

                /** TrainingSpec nesterov */
                nesterov?: (boolean|null);

                /** TrainingSpec weightDecay */
                weightDecay?: (number|null);

                /** TrainingSpec schedule */
                schedule?: (string|null);

                /** TrainingSpec milestones */
                milestones?: (number[]|null);

                /** TrainingSpec gamma */
                gamma?: (number|null);

                /** TrainingSpec evaluateEverySteps */
                evaluateEverySteps?: (number|null);

                /** TrainingSpec checkpointEverySteps */
                checkpointEverySteps?: (number|null);

                /** TrainingSpec eager */
                eager?: (boolean|null);

                /** TrainingSpec warmupSteps */
                warmupSteps?: (number|null);

                /** TrainingSpec clipNorm */
                clipNorm?: (number|null);

                /** TrainingSpec fineTuneSteps */
                fineTuneSteps?: (number|null);

                /** TrainingSpec fineTuneLr */
                fineTuneLr?: (number|null);

                /** TrainingSpec weightDecaySchedule */
                weightDecaySchedule?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TrainingSpec. */
            type $Shape = codistill.v1.TrainingSpec.$Properties;
        }

        /**
         * Properties of a DistillationSpec.
         * @deprecated Use codistill.v1.DistillationSpec.$Properties instead.
         */
        interface IDistillationSpec extends codistill.v1.DistillationSpec.$Properties {
        }

        /** Represents a DistillationSpec. */
        class DistillationSpec {

            /**
             * Constructs a new DistillationSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.DistillationSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DistillationSpec temperature. */
            temperature: number;

            /** DistillationSpec weight. */
            weight: number;

            /** DistillationSpec burnInSteps. */
            burnInSteps: number;

            /** DistillationSpec update. */
            update: string;

            /** DistillationSpec loss. */
            loss: string;

            /** DistillationSpec targets. */
            targets: string;

            /** DistillationSpec teacherWeights. */
            teacherWeights: string;

            /** DistillationSpec standardize. */
            standardize: boolean;

            /** DistillationSpec dkdTarget. */
            dkdTarget: number;

            /** DistillationSpec dkdOthers. */
            dkdOthers: number;

            /** DistillationSpec feature. */
            feature: string;

            /** DistillationSpec featureWeight. */
            featureWeight: number;

            /** DistillationSpec schedule. */
            schedule: string;

            /** DistillationSpec rampSteps. */
            rampSteps: number;

            /** DistillationSpec exitWeight. */
            exitWeight: number;

            /** DistillationSpec exitTemperature. */
            exitTemperature: number;

            /** DistillationSpec exitHint. */
            exitHint: number;

            /** DistillationSpec teacherGate. */
            teacherGate: boolean;

            /** DistillationSpec divergenceMax. */
            divergenceMax: number;

            /**
             * Creates a new DistillationSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DistillationSpec instance
             */
            static create(properties: codistill.v1.DistillationSpec.$Shape): codistill.v1.DistillationSpec & codistill.v1.DistillationSpec.$Shape;
            static create(properties?: codistill.v1.DistillationSpec.$Properties): codistill.v1.DistillationSpec;

            /**
             * Encodes the specified DistillationSpec message. Does not implicitly {@link codistill.v1.DistillationSpec.verify|verify} messages.
             * @param message DistillationSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.DistillationSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DistillationSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.DistillationSpec & codistill.v1.DistillationSpec.$Shape} DistillationSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.DistillationSpec & codistill.v1.DistillationSpec.$Shape;

            /**
             * Creates a DistillationSpec message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DistillationSpec
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.DistillationSpec;

            /**
             * Creates a plain object from a DistillationSpec message. Also converts values to other types if specified.
             * @param message DistillationSpec
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.DistillationSpec, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DistillationSpec to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DistillationSpec {

            /** Properties of a DistillationSpec. */
            interface $Properties {

                /** DistillationSpec temperature */
                temperature?: (number|null);

                /** DistillationSpec weight */
                weight?: (number|null);

                /** DistillationSpec burnInSteps */
                burnInSteps?: (number|null);

                /** DistillationSpec update */
                update?: (string|null);

                /** DistillationSpec loss */
                loss?: (string|null);

                /** DistillationSpec targets */
                targets?: (string|null);

                /** DistillationSpec teacherWeights */
                teacherWeights?: (string|null);

                /** DistillationSpec standardize */
                standardize?: (boolean|null);

                /** DistillationSpec dkdTarget */
                dkdTarget?: (number|null);

                /** DistillationSpec dkdOthers */
                dkdOthers?: (number|null);

                /** DistillationSpec feature */
                feature?: (string|null);

                /** DistillationSpec featureWeight */
                featureWeight?: (number|null);

                /** DistillationSpec schedule */
                schedule?: (string|null);

                /** DistillationSpec rampSteps */
                rampSteps?: (number|null);

                /** DistillationSpec exitWeight */
                exitWeight?: (number|null);

                /** DistillationSpec exitTemperature */
                exitTemperature?: (number|null);

                /** DistillationSpec exitHint */
                exitHint?: (number|null);

                /** DistillationSpec teacherGate */
                teacherGate?: (boolean|null);

                /** DistillationSpec divergenceMax */
                divergenceMax?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DistillationSpec. */
            type $Shape = codistill.v1.DistillationSpec.$Properties;
        }

        /**
         * Properties of an ExchangeSpec.
         * @deprecated Use codistill.v1.ExchangeSpec.$Properties instead.
         */
        interface IExchangeSpec extends codistill.v1.ExchangeSpec.$Properties {
        }

        /** Represents an ExchangeSpec. */
        class ExchangeSpec {

            /**
             * Constructs a new ExchangeSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.ExchangeSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExchangeSpec mode. */
            mode: string;

            /** ExchangeSpec quorum. */
            quorum: string;

            /** ExchangeSpec graph. */
            graph: string;

            /** ExchangeSpec waitMsMax. */
            waitMsMax: number;

            /** ExchangeSpec payload. */
            payload: string;

            /** ExchangeSpec stalenessDecay. */
            stalenessDecay: number;

            /** ExchangeSpec pipeline. */
            pipeline: number;

            /** ExchangeSpec ema. */
            ema: number;

            /**
             * Creates a new ExchangeSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExchangeSpec instance
             */
            static create(properties: codistill.v1.ExchangeSpec.$Shape): codistill.v1.ExchangeSpec & codistill.v1.ExchangeSpec.$Shape;
            static create(properties?: codistill.v1.ExchangeSpec.$Properties): codistill.v1.ExchangeSpec;

            /**
             * Encodes the specified ExchangeSpec message. Does not implicitly {@link codistill.v1.ExchangeSpec.verify|verify} messages.
             * @param message ExchangeSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.ExchangeSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExchangeSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.ExchangeSpec & codistill.v1.ExchangeSpec.$Shape} ExchangeSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.ExchangeSpec & codistill.v1.ExchangeSpec.$Shape;

            /**
             * Creates an ExchangeSpec message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ExchangeSpec
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.ExchangeSpec;

            /**
             * Creates a plain object from an ExchangeSpec message. Also converts values to other types if specified.
             * @param message ExchangeSpec
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.ExchangeSpec, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ExchangeSpec to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ExchangeSpec {

            /** Properties of an ExchangeSpec. */
            interface $Properties {

                /** ExchangeSpec mode */
                mode?: (string|null);

                /** ExchangeSpec quorum */
                quorum?: (string|null);

                /** ExchangeSpec graph */
                graph?: (string|null);

                /** ExchangeSpec waitMsMax */
                waitMsMax?: (number|null);

                /** ExchangeSpec payload */
                payload?: (string|null);

                /** ExchangeSpec stalenessDecay */
                stalenessDecay?: (number|null);

                /** ExchangeSpec pipeline */
                pipeline?: (number|null);

                /** ExchangeSpec ema */
                ema?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExchangeSpec. */
            type $Shape = codistill.v1.ExchangeSpec.$Properties;
        }

        /**
         * Properties of a RoundSpec.
         * @deprecated Use codistill.v1.RoundSpec.$Properties instead.
         */
        interface IRoundSpec extends codistill.v1.RoundSpec.$Properties {
        }

        /** Represents a RoundSpec. */
        class RoundSpec {

            /**
             * Constructs a new RoundSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.RoundSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RoundSpec steps. */
            steps: number;

            /** RoundSpec peersMin. */
            peersMin: number;

            /** RoundSpec joinTimeoutMs. */
            joinTimeoutMs: number;

            /**
             * Creates a new RoundSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RoundSpec instance
             */
            static create(properties: codistill.v1.RoundSpec.$Shape): codistill.v1.RoundSpec & codistill.v1.RoundSpec.$Shape;
            static create(properties?: codistill.v1.RoundSpec.$Properties): codistill.v1.RoundSpec;

            /**
             * Encodes the specified RoundSpec message. Does not implicitly {@link codistill.v1.RoundSpec.verify|verify} messages.
             * @param message RoundSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.RoundSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RoundSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.RoundSpec & codistill.v1.RoundSpec.$Shape} RoundSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.RoundSpec & codistill.v1.RoundSpec.$Shape;

            /**
             * Creates a RoundSpec message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RoundSpec
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.RoundSpec;

            /**
             * Creates a plain object from a RoundSpec message. Also converts values to other types if specified.
             * @param message RoundSpec
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.RoundSpec, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RoundSpec to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RoundSpec {

            /** Properties of a RoundSpec. */
            interface $Properties {

                /** RoundSpec steps */
                steps?: (number|null);

                /** RoundSpec peersMin */
                peersMin?: (number|null);

                /** RoundSpec joinTimeoutMs */
                joinTimeoutMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RoundSpec. */
            type $Shape = codistill.v1.RoundSpec.$Properties;
        }

        /**
         * Properties of a ConvergenceSpec.
         * @deprecated Use codistill.v1.ConvergenceSpec.$Properties instead.
         */
        interface IConvergenceSpec extends codistill.v1.ConvergenceSpec.$Properties {
        }

        /** Represents a ConvergenceSpec. */
        class ConvergenceSpec {

            /**
             * Constructs a new ConvergenceSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.ConvergenceSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConvergenceSpec targetAccuracy. */
            targetAccuracy: number;

            /** ConvergenceSpec patienceRounds. */
            patienceRounds: number;

            /**
             * Creates a new ConvergenceSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConvergenceSpec instance
             */
            static create(properties: codistill.v1.ConvergenceSpec.$Shape): codistill.v1.ConvergenceSpec & codistill.v1.ConvergenceSpec.$Shape;
            static create(properties?: codistill.v1.ConvergenceSpec.$Properties): codistill.v1.ConvergenceSpec;

            /**
             * Encodes the specified ConvergenceSpec message. Does not implicitly {@link codistill.v1.ConvergenceSpec.verify|verify} messages.
             * @param message ConvergenceSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.ConvergenceSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConvergenceSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.ConvergenceSpec & codistill.v1.ConvergenceSpec.$Shape} ConvergenceSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.ConvergenceSpec & codistill.v1.ConvergenceSpec.$Shape;

            /**
             * Creates a ConvergenceSpec message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ConvergenceSpec
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.ConvergenceSpec;

            /**
             * Creates a plain object from a ConvergenceSpec message. Also converts values to other types if specified.
             * @param message ConvergenceSpec
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.ConvergenceSpec, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ConvergenceSpec to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ConvergenceSpec {

            /** Properties of a ConvergenceSpec. */
            interface $Properties {

                /** ConvergenceSpec targetAccuracy */
                targetAccuracy?: (number|null);

                /** ConvergenceSpec patienceRounds */
                patienceRounds?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConvergenceSpec. */
            type $Shape = codistill.v1.ConvergenceSpec.$Properties;
        }

        /**
         * Properties of a JoinRequest.
         * @deprecated Use codistill.v1.JoinRequest.$Properties instead.
         */
        interface IJoinRequest extends codistill.v1.JoinRequest.$Properties {
        }

        /** Represents a JoinRequest. */
        class JoinRequest {

            /**
             * Constructs a new JoinRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.JoinRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** JoinRequest runId. */
            runId: string;

            /** JoinRequest peerId. */
            peerId: string;

            /** JoinRequest incarnation. */
            incarnation: number;

            /** JoinRequest protocolVersion. */
            protocolVersion: number;

            /** JoinRequest runSpecHash. */
            runSpecHash: string;

            /** JoinRequest dataDigest. */
            dataDigest: string;

            /** JoinRequest classes. */
            classes: number;

            /** JoinRequest stepsTotal. */
            stepsTotal: number;

            /** JoinRequest step. */
            step: number;

            /** JoinRequest dataAddress. */
            dataAddress: string;

            /** JoinRequest device. */
            device: string;

            /** JoinRequest termMax. */
            termMax: number;

            /** JoinRequest roundMax. */
            roundMax: number;

            /** JoinRequest viewMax. */
            viewMax: number;

            /** JoinRequest publicKey. */
            publicKey: Uint8Array;

            /** JoinRequest classNames. */
            classNames: string[];

            /** JoinRequest checkpointSteps. */
            checkpointSteps: number[];

            /** JoinRequest numerics. */
            numerics: string;

            /** JoinRequest linkToken. */
            linkToken: string;

            /** JoinRequest holderSecret. */
            holderSecret: string;

            /** JoinRequest modules. */
            modules: codistill.v1.ModuleDigest.$Properties[];

            /**
             * Creates a new JoinRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns JoinRequest instance
             */
            static create(properties: codistill.v1.JoinRequest.$Shape): codistill.v1.JoinRequest & codistill.v1.JoinRequest.$Shape;
            static create(properties?: codistill.v1.JoinRequest.$Properties): codistill.v1.JoinRequest;

            /**
             * Encodes the specified JoinRequest message. Does not implicitly {@link codistill.v1.JoinRequest.verify|verify} messages.
             * @param message JoinRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.JoinRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.JoinRequest & codistill.v1.JoinRequest.$Shape} JoinRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.JoinRequest & codistill.v1.JoinRequest.$Shape;

            /**
             * Creates a JoinRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns JoinRequest
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.JoinRequest;

            /**
             * Creates a plain object from a JoinRequest message. Also converts values to other types if specified.
             * @param message JoinRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.JoinRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this JoinRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace JoinRequest {

            /** Properties of a JoinRequest. */
            interface $Properties {

                /** JoinRequest runId */
                runId?: (string|null);

                /** JoinRequest peerId */
                peerId?: (string|null);

                /** JoinRequest incarnation */
                incarnation?: (number|null);

                /** JoinRequest protocolVersion */
                protocolVersion?: (number|null);

                /** JoinRequest runSpecHash */
                runSpecHash?: (string|null);

                /** JoinRequest dataDigest */
                dataDigest?: (string|null);

                /** JoinRequest classes */
                classes?: (number|null);

                /** JoinRequest stepsTotal */
                stepsTotal?: (number|null);

                /** JoinRequest step */
                step?: (number|null);

                /** JoinRequest dataAddress */
                dataAddress?: (string|null);

                /** JoinRequest device */
                device?: (string|null);

                /** JoinRequest termMax */
                termMax?: (number|null);

                /** JoinRequest roundMax */
                roundMax?: (number|null);

                /** JoinRequest viewMax */
                viewMax?: (number|null);

                /** JoinRequest publicKey */
                publicKey?: (Uint8Array|null);

                /** JoinRequest classNames */
                classNames?: (string[]|null);

                /** JoinRequest checkpointSteps */
                checkpointSteps?: (number[]|null);

                /** JoinRequest numerics */
                numerics?: (string|null);

                /** JoinRequest linkToken */
                linkToken?: (string|null);

                /** JoinRequest holderSecret */
                holderSecret?: (string|null);

                /** JoinRequest modules */
                modules?: (codistill.v1.ModuleDigest.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a JoinRequest. */
            type $Shape = codistill.v1.JoinRequest.$Properties;
        }

        /**
         * Properties of a Difference.
         * @deprecated Use codistill.v1.Difference.$Properties instead.
         */
        interface IDifference extends codistill.v1.Difference.$Properties {
        }

        /** Represents a Difference. */
        class Difference {

            /**
             * Constructs a new Difference.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Difference.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Difference field. */
            field: string;

            /** Difference yours. */
            yours: string;

            /** Difference expected. */
            expected: string;

            /**
             * Creates a new Difference instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Difference instance
             */
            static create(properties: codistill.v1.Difference.$Shape): codistill.v1.Difference & codistill.v1.Difference.$Shape;
            static create(properties?: codistill.v1.Difference.$Properties): codistill.v1.Difference;

            /**
             * Encodes the specified Difference message. Does not implicitly {@link codistill.v1.Difference.verify|verify} messages.
             * @param message Difference message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Difference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Difference message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Difference & codistill.v1.Difference.$Shape} Difference
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Difference & codistill.v1.Difference.$Shape;

            /**
             * Creates a Difference message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Difference
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Difference;

            /**
             * Creates a plain object from a Difference message. Also converts values to other types if specified.
             * @param message Difference
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Difference, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Difference to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Difference {

            /** Properties of a Difference. */
            interface $Properties {

                /** Difference field */
                field?: (string|null);

                /** Difference yours */
                yours?: (string|null);

                /** Difference expected */
                expected?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Difference. */
            type $Shape = codistill.v1.Difference.$Properties;
        }

        /**
         * Properties of a JoinReply.
         * @deprecated Use codistill.v1.JoinReply.$Properties instead.
         */
        interface IJoinReply extends codistill.v1.JoinReply.$Properties {
        }

        /** Represents a JoinReply. */
        class JoinReply {

            /**
             * Constructs a new JoinReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.JoinReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** JoinReply accepted. */
            accepted: boolean;

            /** JoinReply code. */
            code: string;

            /** JoinReply reason. */
            reason: string;

            /** JoinReply differences. */
            differences: codistill.v1.Difference.$Properties[];

            /** JoinReply incarnationMin. */
            incarnationMin: number;

            /** JoinReply leaseMs. */
            leaseMs: number;

            /** JoinReply startStep. */
            startStep: number;

            /** JoinReply announcement. */
            announcement?: (codistill.v1.Announcement.$Properties|null);

            /**
             * Creates a new JoinReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns JoinReply instance
             */
            static create(properties: codistill.v1.JoinReply.$Shape): codistill.v1.JoinReply & codistill.v1.JoinReply.$Shape;
            static create(properties?: codistill.v1.JoinReply.$Properties): codistill.v1.JoinReply;

            /**
             * Encodes the specified JoinReply message. Does not implicitly {@link codistill.v1.JoinReply.verify|verify} messages.
             * @param message JoinReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.JoinReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.JoinReply & codistill.v1.JoinReply.$Shape} JoinReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.JoinReply & codistill.v1.JoinReply.$Shape;

            /**
             * Creates a JoinReply message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns JoinReply
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.JoinReply;

            /**
             * Creates a plain object from a JoinReply message. Also converts values to other types if specified.
             * @param message JoinReply
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.JoinReply, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this JoinReply to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace JoinReply {

            /** Properties of a JoinReply. */
            interface $Properties {

                /** JoinReply accepted */
                accepted?: (boolean|null);

                /** JoinReply code */
                code?: (string|null);

                /** JoinReply reason */
                reason?: (string|null);

                /** JoinReply differences */
                differences?: (codistill.v1.Difference.$Properties[]|null);

                /** JoinReply incarnationMin */
                incarnationMin?: (number|null);

                /** JoinReply leaseMs */
                leaseMs?: (number|null);

                /** JoinReply startStep */
                startStep?: (number|null);

                /** JoinReply announcement */
                announcement?: (codistill.v1.Announcement.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a JoinReply. */
            type $Shape = codistill.v1.JoinReply.$Properties;
        }

        /** TrainerState enum. */
        enum TrainerState {

            /** TRAINER_STATE_STARTING value */
            TRAINER_STATE_STARTING = 0,

            /** TRAINER_STATE_READY value */
            TRAINER_STATE_READY = 1,

            /** TRAINER_STATE_TRAINING value */
            TRAINER_STATE_TRAINING = 2,

            /** TRAINER_STATE_EVALUATING value */
            TRAINER_STATE_EVALUATING = 3,

            /** TRAINER_STATE_FINISHED value */
            TRAINER_STATE_FINISHED = 4
        }

        /**
         * Properties of a Heartbeat.
         * @deprecated Use codistill.v1.Heartbeat.$Properties instead.
         */
        interface IHeartbeat extends codistill.v1.Heartbeat.$Properties {
        }

        /** Represents a Heartbeat. */
        class Heartbeat {

            /**
             * Constructs a new Heartbeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Heartbeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Heartbeat runId. */
            runId: string;

            /** Heartbeat peerId. */
            peerId: string;

            /** Heartbeat incarnation. */
            incarnation: number;

            /** Heartbeat sequence. */
            sequence: number;

            /** Heartbeat state. */
            state: codistill.v1.TrainerState;

            /** Heartbeat step. */
            step: number;

            /** Heartbeat epoch. */
            epoch: number;

            /** Heartbeat stepsTotal. */
            stepsTotal: number;

            /** Heartbeat supervisedLoss. */
            supervisedLoss: number;

            /** Heartbeat distillationLoss. */
            distillationLoss: number;

            /** Heartbeat distillationWeight. */
            distillationWeight: number;

            /** Heartbeat validationAccuracy. */
            validationAccuracy: number;

            /** Heartbeat samplesPerSecond. */
            samplesPerSecond: number;

            /** Heartbeat waitFraction. */
            waitFraction: number;

            /** Heartbeat bytesSent. */
            bytesSent: number;

            /** Heartbeat bytesReceived. */
            bytesReceived: number;

            /** Heartbeat stalenessSteps. */
            stalenessSteps: number;

            /** Heartbeat rejected. */
            rejected: number;

            /** Heartbeat restarts. */
            restarts: number;

            /** Heartbeat teachersAbsent. */
            teachersAbsent: string[];

            /** Heartbeat term. */
            term: number;

            /** Heartbeat bitsPerCharacter. */
            bitsPerCharacter: number;

            /** Heartbeat taughtShare. */
            taughtShare: number;

            /** Heartbeat taughtRowsShare. */
            taughtRowsShare: number;

            /** Heartbeat gradientRatio. */
            gradientRatio: number;

            /** Heartbeat landed. */
            landed: boolean;

            /** Heartbeat trainedSteps. */
            trainedSteps: number;

            /**
             * Creates a new Heartbeat instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Heartbeat instance
             */
            static create(properties: codistill.v1.Heartbeat.$Shape): codistill.v1.Heartbeat & codistill.v1.Heartbeat.$Shape;
            static create(properties?: codistill.v1.Heartbeat.$Properties): codistill.v1.Heartbeat;

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link codistill.v1.Heartbeat.verify|verify} messages.
             * @param message Heartbeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Heartbeat & codistill.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Heartbeat & codistill.v1.Heartbeat.$Shape;

            /**
             * Creates a Heartbeat message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Heartbeat
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Heartbeat;

            /**
             * Creates a plain object from a Heartbeat message. Also converts values to other types if specified.
             * @param message Heartbeat
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Heartbeat, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Heartbeat to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Heartbeat {

            /** Properties of a Heartbeat. */
            interface $Properties {

                /** Heartbeat runId */
                runId?: (string|null);

                /** Heartbeat peerId */
                peerId?: (string|null);

                /** Heartbeat incarnation */
                incarnation?: (number|null);

                /** Heartbeat sequence */
                sequence?: (number|null);

                /** Heartbeat state */
                state?: (codistill.v1.TrainerState|null);

                /** Heartbeat step */
                step?: (number|null);

                /** Heartbeat epoch */
                epoch?: (number|null);

                /** Heartbeat stepsTotal */
                stepsTotal?: (number|null);

                /** Heartbeat supervisedLoss */
                supervisedLoss?: (number|null);

                /** Heartbeat distillationLoss */
                distillationLoss?: (number|null);

                /** Heartbeat distillationWeight */
                distillationWeight?: (number|null);

                /** Heartbeat validationAccuracy */
                validationAccuracy?: (number|null);

                /** Heartbeat samplesPerSecond */
                samplesPerSecond?: (number|null);

                /** Heartbeat waitFraction */
                waitFraction?: (number|null);

                /** Heartbeat bytesSent */
                bytesSent?: (number|null);

                /** Heartbeat bytesReceived */
                bytesReceived?: (number|null);

                /** Heartbeat stalenessSteps */
                stalenessSteps?: (number|null);

                /** Heartbeat rejected */
                rejected?: (number|null);

                /** Heartbeat restarts */
                restarts?: (number|null);

                /** Heartbeat teachersAbsent */
                teachersAbsent?: (string[]|null);

                /** Heartbeat term */
                term?: (number|null);

                /** Heartbeat bitsPerCharacter */
                bitsPerCharacter?: (number|null);

                /** Heartbeat taughtShare */
                taughtShare?: (number|null);

                /** Heartbeat taughtRowsShare */
                taughtRowsShare?: (number|null);

                /** Heartbeat gradientRatio */
                gradientRatio?: (number|null);

                /** Heartbeat landed */
                landed?: (boolean|null);

                /** Heartbeat trainedSteps */
                trainedSteps?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Heartbeat. */
            type $Shape = codistill.v1.Heartbeat.$Properties;
        }

        /**
         * Properties of a Report.
         * @deprecated Use codistill.v1.Report.$Properties instead.
         */
        interface IReport extends codistill.v1.Report.$Properties {
        }

        /** Represents a Report. */
        class Report {

            /**
             * Constructs a new Report.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Report.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Report runId. */
            runId: string;

            /** Report peerId. */
            peerId: string;

            /** Report incarnation. */
            incarnation: number;

            /** Report step. */
            step: number;

            /** Report epoch. */
            epoch: number;

            /** Report validationAccuracy. */
            validationAccuracy: number;

            /** Report validationLoss. */
            validationLoss: number;

            /** Report nonFinite. */
            nonFinite: boolean;

            /**
             * Creates a new Report instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Report instance
             */
            static create(properties: codistill.v1.Report.$Shape): codistill.v1.Report & codistill.v1.Report.$Shape;
            static create(properties?: codistill.v1.Report.$Properties): codistill.v1.Report;

            /**
             * Encodes the specified Report message. Does not implicitly {@link codistill.v1.Report.verify|verify} messages.
             * @param message Report message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Report.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Report message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Report & codistill.v1.Report.$Shape} Report
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Report & codistill.v1.Report.$Shape;

            /**
             * Creates a Report message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Report
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Report;

            /**
             * Creates a plain object from a Report message. Also converts values to other types if specified.
             * @param message Report
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Report, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Report to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Report {

            /** Properties of a Report. */
            interface $Properties {

                /** Report runId */
                runId?: (string|null);

                /** Report peerId */
                peerId?: (string|null);

                /** Report incarnation */
                incarnation?: (number|null);

                /** Report step */
                step?: (number|null);

                /** Report epoch */
                epoch?: (number|null);

                /** Report validationAccuracy */
                validationAccuracy?: (number|null);

                /** Report validationLoss */
                validationLoss?: (number|null);

                /** Report nonFinite */
                nonFinite?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Report. */
            type $Shape = codistill.v1.Report.$Properties;
        }

        /**
         * Properties of a Leave.
         * @deprecated Use codistill.v1.Leave.$Properties instead.
         */
        interface ILeave extends codistill.v1.Leave.$Properties {
        }

        /** Represents a Leave. */
        class Leave {

            /**
             * Constructs a new Leave.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Leave.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Leave runId. */
            runId: string;

            /** Leave peerId. */
            peerId: string;

            /** Leave incarnation. */
            incarnation: number;

            /** Leave step. */
            step: number;

            /** Leave code. */
            code: string;

            /** Leave linkToken. */
            linkToken: string;

            /**
             * Creates a new Leave instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Leave instance
             */
            static create(properties: codistill.v1.Leave.$Shape): codistill.v1.Leave & codistill.v1.Leave.$Shape;
            static create(properties?: codistill.v1.Leave.$Properties): codistill.v1.Leave;

            /**
             * Encodes the specified Leave message. Does not implicitly {@link codistill.v1.Leave.verify|verify} messages.
             * @param message Leave message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Leave.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Leave message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Leave & codistill.v1.Leave.$Shape} Leave
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Leave & codistill.v1.Leave.$Shape;

            /**
             * Creates a Leave message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Leave
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Leave;

            /**
             * Creates a plain object from a Leave message. Also converts values to other types if specified.
             * @param message Leave
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Leave, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Leave to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Leave {

            /** Properties of a Leave. */
            interface $Properties {

                /** Leave runId */
                runId?: (string|null);

                /** Leave peerId */
                peerId?: (string|null);

                /** Leave incarnation */
                incarnation?: (number|null);

                /** Leave step */
                step?: (number|null);

                /** Leave code */
                code?: (string|null);

                /** Leave linkToken */
                linkToken?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Leave. */
            type $Shape = codistill.v1.Leave.$Properties;
        }

        /**
         * Properties of a SpecRequest.
         * @deprecated Use codistill.v1.SpecRequest.$Properties instead.
         */
        interface ISpecRequest extends codistill.v1.SpecRequest.$Properties {
        }

        /** Represents a SpecRequest. */
        class SpecRequest {

            /**
             * Constructs a new SpecRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.SpecRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SpecRequest runId. */
            runId: string;

            /**
             * Creates a new SpecRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SpecRequest instance
             */
            static create(properties: codistill.v1.SpecRequest.$Shape): codistill.v1.SpecRequest & codistill.v1.SpecRequest.$Shape;
            static create(properties?: codistill.v1.SpecRequest.$Properties): codistill.v1.SpecRequest;

            /**
             * Encodes the specified SpecRequest message. Does not implicitly {@link codistill.v1.SpecRequest.verify|verify} messages.
             * @param message SpecRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.SpecRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SpecRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.SpecRequest & codistill.v1.SpecRequest.$Shape} SpecRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.SpecRequest & codistill.v1.SpecRequest.$Shape;

            /**
             * Creates a SpecRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SpecRequest
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.SpecRequest;

            /**
             * Creates a plain object from a SpecRequest message. Also converts values to other types if specified.
             * @param message SpecRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.SpecRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SpecRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SpecRequest {

            /** Properties of a SpecRequest. */
            interface $Properties {

                /** SpecRequest runId */
                runId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SpecRequest. */
            type $Shape = codistill.v1.SpecRequest.$Properties;
        }

        /**
         * Properties of a SpecReply.
         * @deprecated Use codistill.v1.SpecReply.$Properties instead.
         */
        interface ISpecReply extends codistill.v1.SpecReply.$Properties {
        }

        /** Represents a SpecReply. */
        class SpecReply {

            /**
             * Constructs a new SpecReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.SpecReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SpecReply spec. */
            spec?: (codistill.v1.RunSpec.$Properties|null);

            /** SpecReply modules. */
            modules: codistill.v1.ModuleDigest.$Properties[];

            /**
             * Creates a new SpecReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SpecReply instance
             */
            static create(properties: codistill.v1.SpecReply.$Shape): codistill.v1.SpecReply & codistill.v1.SpecReply.$Shape;
            static create(properties?: codistill.v1.SpecReply.$Properties): codistill.v1.SpecReply;

            /**
             * Encodes the specified SpecReply message. Does not implicitly {@link codistill.v1.SpecReply.verify|verify} messages.
             * @param message SpecReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.SpecReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SpecReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.SpecReply & codistill.v1.SpecReply.$Shape} SpecReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.SpecReply & codistill.v1.SpecReply.$Shape;

            /**
             * Creates a SpecReply message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SpecReply
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.SpecReply;

            /**
             * Creates a plain object from a SpecReply message. Also converts values to other types if specified.
             * @param message SpecReply
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.SpecReply, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SpecReply to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SpecReply {

            /** Properties of a SpecReply. */
            interface $Properties {

                /** SpecReply spec */
                spec?: (codistill.v1.RunSpec.$Properties|null);

                /** SpecReply modules */
                modules?: (codistill.v1.ModuleDigest.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SpecReply. */
            type $Shape = codistill.v1.SpecReply.$Properties;
        }

        /**
         * Properties of a ModuleDigest.
         * @deprecated Use codistill.v1.ModuleDigest.$Properties instead.
         */
        interface IModuleDigest extends codistill.v1.ModuleDigest.$Properties {
        }

        /** Represents a ModuleDigest. */
        class ModuleDigest {

            /**
             * Constructs a new ModuleDigest.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.ModuleDigest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ModuleDigest path. */
            path: string;

            /** ModuleDigest sha256. */
            sha256: Uint8Array;

            /**
             * Creates a new ModuleDigest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ModuleDigest instance
             */
            static create(properties: codistill.v1.ModuleDigest.$Shape): codistill.v1.ModuleDigest & codistill.v1.ModuleDigest.$Shape;
            static create(properties?: codistill.v1.ModuleDigest.$Properties): codistill.v1.ModuleDigest;

            /**
             * Encodes the specified ModuleDigest message. Does not implicitly {@link codistill.v1.ModuleDigest.verify|verify} messages.
             * @param message ModuleDigest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.ModuleDigest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ModuleDigest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.ModuleDigest & codistill.v1.ModuleDigest.$Shape} ModuleDigest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.ModuleDigest & codistill.v1.ModuleDigest.$Shape;

            /**
             * Creates a ModuleDigest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ModuleDigest
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.ModuleDigest;

            /**
             * Creates a plain object from a ModuleDigest message. Also converts values to other types if specified.
             * @param message ModuleDigest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.ModuleDigest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ModuleDigest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ModuleDigest {

            /** Properties of a ModuleDigest. */
            interface $Properties {

                /** ModuleDigest path */
                path?: (string|null);

                /** ModuleDigest sha256 */
                sha256?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ModuleDigest. */
            type $Shape = codistill.v1.ModuleDigest.$Properties;
        }

        /**
         * Properties of a Member.
         * @deprecated Use codistill.v1.Member.$Properties instead.
         */
        interface IMember extends codistill.v1.Member.$Properties {
        }

        /** Represents a Member. */
        class Member {

            /**
             * Constructs a new Member.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Member.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Member peerId. */
            peerId: string;

            /** Member incarnation. */
            incarnation: number;

            /** Member dataAddress. */
            dataAddress: string;

            /** Member publicKey. */
            publicKey: Uint8Array;

            /** Member linkToken. */
            linkToken: string;

            /**
             * Creates a new Member instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Member instance
             */
            static create(properties: codistill.v1.Member.$Shape): codistill.v1.Member & codistill.v1.Member.$Shape;
            static create(properties?: codistill.v1.Member.$Properties): codistill.v1.Member;

            /**
             * Encodes the specified Member message. Does not implicitly {@link codistill.v1.Member.verify|verify} messages.
             * @param message Member message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Member.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Member message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Member & codistill.v1.Member.$Shape} Member
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Member & codistill.v1.Member.$Shape;

            /**
             * Creates a Member message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Member
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Member;

            /**
             * Creates a plain object from a Member message. Also converts values to other types if specified.
             * @param message Member
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Member, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Member to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Member {

            /** Properties of a Member. */
            interface $Properties {

                /** Member peerId */
                peerId?: (string|null);

                /** Member incarnation */
                incarnation?: (number|null);

                /** Member dataAddress */
                dataAddress?: (string|null);

                /** Member publicKey */
                publicKey?: (Uint8Array|null);

                /** Member linkToken */
                linkToken?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Member. */
            type $Shape = codistill.v1.Member.$Properties;
        }

        /**
         * Properties of a View.
         * @deprecated Use codistill.v1.View.$Properties instead.
         */
        interface IView extends codistill.v1.View.$Properties {
        }

        /** Represents a View. */
        class View {

            /**
             * Constructs a new View.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.View.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** View version. */
            version: number;

            /** View members. */
            members: codistill.v1.Member.$Properties[];

            /**
             * Creates a new View instance using the specified properties.
             * @param [properties] Properties to set
             * @returns View instance
             */
            static create(properties: codistill.v1.View.$Shape): codistill.v1.View & codistill.v1.View.$Shape;
            static create(properties?: codistill.v1.View.$Properties): codistill.v1.View;

            /**
             * Encodes the specified View message. Does not implicitly {@link codistill.v1.View.verify|verify} messages.
             * @param message View message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.View.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a View message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.View & codistill.v1.View.$Shape} View
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.View & codistill.v1.View.$Shape;

            /**
             * Creates a View message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns View
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.View;

            /**
             * Creates a plain object from a View message. Also converts values to other types if specified.
             * @param message View
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.View, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this View to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace View {

            /** Properties of a View. */
            interface $Properties {

                /** View version */
                version?: (number|null);

                /** View members */
                members?: (codistill.v1.Member.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a View. */
            type $Shape = codistill.v1.View.$Properties;
        }

        /**
         * Properties of a Round.
         * @deprecated Use codistill.v1.Round.$Properties instead.
         */
        interface IRound extends codistill.v1.Round.$Properties {
        }

        /** Represents a Round. */
        class Round {

            /**
             * Constructs a new Round.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Round.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Round number. */
            number: number;

            /** Round viewVersion. */
            viewVersion: number;

            /** Round startStep. */
            startStep: number;

            /** Round endStep. */
            endStep: number;

            /** Round members. */
            members: number[];

            /** Round edges. */
            edges: number[];

            /** Round weights. */
            weights: number[];

            /**
             * Creates a new Round instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Round instance
             */
            static create(properties: codistill.v1.Round.$Shape): codistill.v1.Round & codistill.v1.Round.$Shape;
            static create(properties?: codistill.v1.Round.$Properties): codistill.v1.Round;

            /**
             * Encodes the specified Round message. Does not implicitly {@link codistill.v1.Round.verify|verify} messages.
             * @param message Round message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Round.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Round message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Round & codistill.v1.Round.$Shape} Round
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Round & codistill.v1.Round.$Shape;

            /**
             * Creates a Round message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Round
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Round;

            /**
             * Creates a plain object from a Round message. Also converts values to other types if specified.
             * @param message Round
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Round, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Round to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Round {

            /** Properties of a Round. */
            interface $Properties {

                /** Round number */
                number?: (number|null);

                /** Round viewVersion */
                viewVersion?: (number|null);

                /** Round startStep */
                startStep?: (number|null);

                /** Round endStep */
                endStep?: (number|null);

                /** Round members */
                members?: (number[]|null);

                /** Round edges */
                edges?: (number[]|null);

                /** Round weights */
                weights?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Round. */
            type $Shape = codistill.v1.Round.$Properties;
        }

        /**
         * Properties of a RoundClosed.
         * @deprecated Use codistill.v1.RoundClosed.$Properties instead.
         */
        interface IRoundClosed extends codistill.v1.RoundClosed.$Properties {
        }

        /** Represents a RoundClosed. */
        class RoundClosed {

            /**
             * Constructs a new RoundClosed.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.RoundClosed.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RoundClosed number. */
            number: number;

            /** RoundClosed reason. */
            reason: string;

            /** RoundClosed completed. */
            completed: number[];

            /** RoundClosed missing. */
            missing: number[];

            /**
             * Creates a new RoundClosed instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RoundClosed instance
             */
            static create(properties: codistill.v1.RoundClosed.$Shape): codistill.v1.RoundClosed & codistill.v1.RoundClosed.$Shape;
            static create(properties?: codistill.v1.RoundClosed.$Properties): codistill.v1.RoundClosed;

            /**
             * Encodes the specified RoundClosed message. Does not implicitly {@link codistill.v1.RoundClosed.verify|verify} messages.
             * @param message RoundClosed message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.RoundClosed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RoundClosed message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.RoundClosed & codistill.v1.RoundClosed.$Shape} RoundClosed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.RoundClosed & codistill.v1.RoundClosed.$Shape;

            /**
             * Creates a RoundClosed message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RoundClosed
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.RoundClosed;

            /**
             * Creates a plain object from a RoundClosed message. Also converts values to other types if specified.
             * @param message RoundClosed
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.RoundClosed, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RoundClosed to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RoundClosed {

            /** Properties of a RoundClosed. */
            interface $Properties {

                /** RoundClosed number */
                number?: (number|null);

                /** RoundClosed reason */
                reason?: (string|null);

                /** RoundClosed completed */
                completed?: (number[]|null);

                /** RoundClosed missing */
                missing?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RoundClosed. */
            type $Shape = codistill.v1.RoundClosed.$Properties;
        }

        /**
         * Properties of a Stop.
         * @deprecated Use codistill.v1.Stop.$Properties instead.
         */
        interface IStop extends codistill.v1.Stop.$Properties {
        }

        /** Represents a Stop. */
        class Stop {

            /**
             * Constructs a new Stop.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Stop.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Stop step. */
            step: number;

            /** Stop code. */
            code: string;

            /** Stop reason. */
            reason: string;

            /**
             * Creates a new Stop instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Stop instance
             */
            static create(properties: codistill.v1.Stop.$Shape): codistill.v1.Stop & codistill.v1.Stop.$Shape;
            static create(properties?: codistill.v1.Stop.$Properties): codistill.v1.Stop;

            /**
             * Encodes the specified Stop message. Does not implicitly {@link codistill.v1.Stop.verify|verify} messages.
             * @param message Stop message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Stop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Stop message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Stop & codistill.v1.Stop.$Shape} Stop
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Stop & codistill.v1.Stop.$Shape;

            /**
             * Creates a Stop message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Stop
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Stop;

            /**
             * Creates a plain object from a Stop message. Also converts values to other types if specified.
             * @param message Stop
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Stop, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Stop to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Stop {

            /** Properties of a Stop. */
            interface $Properties {

                /** Stop step */
                step?: (number|null);

                /** Stop code */
                code?: (string|null);

                /** Stop reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Stop. */
            type $Shape = codistill.v1.Stop.$Properties;
        }

        /**
         * Properties of an Announcement.
         * @deprecated Use codistill.v1.Announcement.$Properties instead.
         */
        interface IAnnouncement extends codistill.v1.Announcement.$Properties {
        }

        /** Represents an Announcement. */
        class Announcement {

            /**
             * Constructs a new Announcement.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Announcement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Announcement runId. */
            runId: string;

            /** Announcement term. */
            term: number;

            /** Announcement sequence. */
            sequence: number;

            /** Announcement view. */
            view?: (codistill.v1.View.$Properties|null);

            /** Announcement rounds. */
            rounds: codistill.v1.Round.$Properties[];

            /** Announcement lastClosed. */
            lastClosed?: (codistill.v1.RoundClosed.$Properties|null);

            /** Announcement stop. */
            stop?: (codistill.v1.Stop.$Properties|null);

            /** Announcement decision. */
            decision: string;

            /** Announcement formed. */
            formed: boolean;

            /** Announcement reachedStep. */
            reachedStep: number;

            /** Announcement names. */
            names: string[];

            /** Announcement speaker. */
            speaker: number;

            /** Announcement base. */
            base: number;

            /** Announcement gone. */
            gone: string[];

            /** Announcement kept. */
            kept: number[];

            /**
             * Creates a new Announcement instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Announcement instance
             */
            static create(properties: codistill.v1.Announcement.$Shape): codistill.v1.Announcement & codistill.v1.Announcement.$Shape;
            static create(properties?: codistill.v1.Announcement.$Properties): codistill.v1.Announcement;

            /**
             * Encodes the specified Announcement message. Does not implicitly {@link codistill.v1.Announcement.verify|verify} messages.
             * @param message Announcement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Announcement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Announcement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Announcement & codistill.v1.Announcement.$Shape} Announcement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Announcement & codistill.v1.Announcement.$Shape;

            /**
             * Creates an Announcement message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Announcement
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Announcement;

            /**
             * Creates a plain object from an Announcement message. Also converts values to other types if specified.
             * @param message Announcement
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Announcement, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Announcement to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Announcement {

            /** Properties of an Announcement. */
            interface $Properties {

                /** Announcement runId */
                runId?: (string|null);

                /** Announcement term */
                term?: (number|null);

                /** Announcement sequence */
                sequence?: (number|null);

                /** Announcement view */
                view?: (codistill.v1.View.$Properties|null);

                /** Announcement rounds */
                rounds?: (codistill.v1.Round.$Properties[]|null);

                /** Announcement lastClosed */
                lastClosed?: (codistill.v1.RoundClosed.$Properties|null);

                /** Announcement stop */
                stop?: (codistill.v1.Stop.$Properties|null);

                /** Announcement decision */
                decision?: (string|null);

                /** Announcement formed */
                formed?: (boolean|null);

                /** Announcement reachedStep */
                reachedStep?: (number|null);

                /** Announcement names */
                names?: (string[]|null);

                /** Announcement speaker */
                speaker?: (number|null);

                /** Announcement base */
                base?: (number|null);

                /** Announcement gone */
                gone?: (string[]|null);

                /** Announcement kept */
                kept?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Announcement. */
            type $Shape = codistill.v1.Announcement.$Properties;
        }

        /**
         * Properties of a SnapshotPeer.
         * @deprecated Use codistill.v1.SnapshotPeer.$Properties instead.
         */
        interface ISnapshotPeer extends codistill.v1.SnapshotPeer.$Properties {
        }

        /** Represents a SnapshotPeer. */
        class SnapshotPeer {

            /**
             * Constructs a new SnapshotPeer.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.SnapshotPeer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SnapshotPeer peerId. */
            peerId: string;

            /** SnapshotPeer incarnationMax. */
            incarnationMax: number;

            /** SnapshotPeer bestValidationLoss. */
            bestValidationLoss: number;

            /** SnapshotPeer bestValidationAccuracy. */
            bestValidationAccuracy: number;

            /** SnapshotPeer bestStep. */
            bestStep: number;

            /** SnapshotPeer evaluated. */
            evaluated: boolean;

            /** SnapshotPeer reportedStep. */
            reportedStep: number;

            /** SnapshotPeer enterStep. */
            enterStep: number;

            /** SnapshotPeer departed. */
            departed: string;

            /** SnapshotPeer entered. */
            entered: boolean;

            /** SnapshotPeer checkpointSteps. */
            checkpointSteps: number[];

            /** SnapshotPeer holderDigest. */
            holderDigest: string;

            /**
             * Creates a new SnapshotPeer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotPeer instance
             */
            static create(properties: codistill.v1.SnapshotPeer.$Shape): codistill.v1.SnapshotPeer & codistill.v1.SnapshotPeer.$Shape;
            static create(properties?: codistill.v1.SnapshotPeer.$Properties): codistill.v1.SnapshotPeer;

            /**
             * Encodes the specified SnapshotPeer message. Does not implicitly {@link codistill.v1.SnapshotPeer.verify|verify} messages.
             * @param message SnapshotPeer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.SnapshotPeer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotPeer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.SnapshotPeer & codistill.v1.SnapshotPeer.$Shape} SnapshotPeer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.SnapshotPeer & codistill.v1.SnapshotPeer.$Shape;

            /**
             * Creates a SnapshotPeer message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SnapshotPeer
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.SnapshotPeer;

            /**
             * Creates a plain object from a SnapshotPeer message. Also converts values to other types if specified.
             * @param message SnapshotPeer
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.SnapshotPeer, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SnapshotPeer to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SnapshotPeer {

            /** Properties of a SnapshotPeer. */
            interface $Properties {

                /** SnapshotPeer peerId */
                peerId?: (string|null);

                /** SnapshotPeer incarnationMax */
                incarnationMax?: (number|null);

                /** SnapshotPeer bestValidationLoss */
                bestValidationLoss?: (number|null);

                /** SnapshotPeer bestValidationAccuracy */
                bestValidationAccuracy?: (number|null);

                /** SnapshotPeer bestStep */
                bestStep?: (number|null);

                /** SnapshotPeer evaluated */
                evaluated?: (boolean|null);

                /** SnapshotPeer reportedStep */
                reportedStep?: (number|null);

                /** SnapshotPeer enterStep */
                enterStep?: (number|null);

                /** SnapshotPeer departed */
                departed?: (string|null);

                /** SnapshotPeer entered */
                entered?: (boolean|null);

                /** SnapshotPeer checkpointSteps */
                checkpointSteps?: (number[]|null);

                /** SnapshotPeer holderDigest */
                holderDigest?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SnapshotPeer. */
            type $Shape = codistill.v1.SnapshotPeer.$Properties;
        }

        /**
         * Properties of a SnapshotEvaluation.
         * @deprecated Use codistill.v1.SnapshotEvaluation.$Properties instead.
         */
        interface ISnapshotEvaluation extends codistill.v1.SnapshotEvaluation.$Properties {
        }

        /** Represents a SnapshotEvaluation. */
        class SnapshotEvaluation {

            /**
             * Constructs a new SnapshotEvaluation.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.SnapshotEvaluation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SnapshotEvaluation step. */
            step: number;

            /** SnapshotEvaluation improvedBy. */
            improvedBy: string[];

            /**
             * Creates a new SnapshotEvaluation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SnapshotEvaluation instance
             */
            static create(properties: codistill.v1.SnapshotEvaluation.$Shape): codistill.v1.SnapshotEvaluation & codistill.v1.SnapshotEvaluation.$Shape;
            static create(properties?: codistill.v1.SnapshotEvaluation.$Properties): codistill.v1.SnapshotEvaluation;

            /**
             * Encodes the specified SnapshotEvaluation message. Does not implicitly {@link codistill.v1.SnapshotEvaluation.verify|verify} messages.
             * @param message SnapshotEvaluation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.SnapshotEvaluation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SnapshotEvaluation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.SnapshotEvaluation & codistill.v1.SnapshotEvaluation.$Shape} SnapshotEvaluation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.SnapshotEvaluation & codistill.v1.SnapshotEvaluation.$Shape;

            /**
             * Creates a SnapshotEvaluation message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SnapshotEvaluation
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.SnapshotEvaluation;

            /**
             * Creates a plain object from a SnapshotEvaluation message. Also converts values to other types if specified.
             * @param message SnapshotEvaluation
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.SnapshotEvaluation, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SnapshotEvaluation to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SnapshotEvaluation {

            /** Properties of a SnapshotEvaluation. */
            interface $Properties {

                /** SnapshotEvaluation step */
                step?: (number|null);

                /** SnapshotEvaluation improvedBy */
                improvedBy?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SnapshotEvaluation. */
            type $Shape = codistill.v1.SnapshotEvaluation.$Properties;
        }

        /**
         * Properties of a CoordinatorSnapshot.
         * @deprecated Use codistill.v1.CoordinatorSnapshot.$Properties instead.
         */
        interface ICoordinatorSnapshot extends codistill.v1.CoordinatorSnapshot.$Properties {
        }

        /** Represents a CoordinatorSnapshot. */
        class CoordinatorSnapshot {

            /**
             * Constructs a new CoordinatorSnapshot.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.CoordinatorSnapshot.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CoordinatorSnapshot runId. */
            runId: string;

            /** CoordinatorSnapshot term. */
            term: number;

            /** CoordinatorSnapshot runSpecHash. */
            runSpecHash: string;

            /** CoordinatorSnapshot dataDigest. */
            dataDigest: string;

            /** CoordinatorSnapshot classes. */
            classes: number;

            /** CoordinatorSnapshot stepsTotal. */
            stepsTotal: number;

            /** CoordinatorSnapshot view. */
            view?: (codistill.v1.View.$Properties|null);

            /** CoordinatorSnapshot rounds. */
            rounds: codistill.v1.Round.$Properties[];

            /** CoordinatorSnapshot stop. */
            stop?: (codistill.v1.Stop.$Properties|null);

            /** CoordinatorSnapshot peers. */
            peers: codistill.v1.SnapshotPeer.$Properties[];

            /** CoordinatorSnapshot patienceUsed. */
            patienceUsed: number;

            /** CoordinatorSnapshot roundMax. */
            roundMax: number;

            /** CoordinatorSnapshot boundaryStep. */
            boundaryStep: number;

            /** CoordinatorSnapshot evaluations. */
            evaluations: codistill.v1.SnapshotEvaluation.$Properties[];

            /** CoordinatorSnapshot classNames. */
            classNames: string[];

            /** CoordinatorSnapshot modules. */
            modules: codistill.v1.ModuleDigest.$Properties[];

            /** CoordinatorSnapshot names. */
            names: string[];

            /**
             * Creates a new CoordinatorSnapshot instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CoordinatorSnapshot instance
             */
            static create(properties: codistill.v1.CoordinatorSnapshot.$Shape): codistill.v1.CoordinatorSnapshot & codistill.v1.CoordinatorSnapshot.$Shape;
            static create(properties?: codistill.v1.CoordinatorSnapshot.$Properties): codistill.v1.CoordinatorSnapshot;

            /**
             * Encodes the specified CoordinatorSnapshot message. Does not implicitly {@link codistill.v1.CoordinatorSnapshot.verify|verify} messages.
             * @param message CoordinatorSnapshot message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.CoordinatorSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CoordinatorSnapshot message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.CoordinatorSnapshot & codistill.v1.CoordinatorSnapshot.$Shape} CoordinatorSnapshot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.CoordinatorSnapshot & codistill.v1.CoordinatorSnapshot.$Shape;

            /**
             * Creates a CoordinatorSnapshot message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns CoordinatorSnapshot
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.CoordinatorSnapshot;

            /**
             * Creates a plain object from a CoordinatorSnapshot message. Also converts values to other types if specified.
             * @param message CoordinatorSnapshot
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.CoordinatorSnapshot, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this CoordinatorSnapshot to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace CoordinatorSnapshot {

            /** Properties of a CoordinatorSnapshot. */
            interface $Properties {

                /** CoordinatorSnapshot runId */
                runId?: (string|null);

                /** CoordinatorSnapshot term */
                term?: (number|null);

                /** CoordinatorSnapshot runSpecHash */
                runSpecHash?: (string|null);

                /** CoordinatorSnapshot dataDigest */
                dataDigest?: (string|null);

                /** CoordinatorSnapshot classes */
                classes?: (number|null);

                /** CoordinatorSnapshot stepsTotal */
                stepsTotal?: (number|null);

                /** CoordinatorSnapshot view */
                view?: (codistill.v1.View.$Properties|null);

                /** CoordinatorSnapshot rounds */
                rounds?: (codistill.v1.Round.$Properties[]|null);

                /** CoordinatorSnapshot stop */
                stop?: (codistill.v1.Stop.$Properties|null);

                /** CoordinatorSnapshot peers */
                peers?: (codistill.v1.SnapshotPeer.$Properties[]|null);

                /** CoordinatorSnapshot patienceUsed */
                patienceUsed?: (number|null);

                /** CoordinatorSnapshot roundMax */
                roundMax?: (number|null);

                /** CoordinatorSnapshot boundaryStep */
                boundaryStep?: (number|null);

                /** CoordinatorSnapshot evaluations */
                evaluations?: (codistill.v1.SnapshotEvaluation.$Properties[]|null);

                /** CoordinatorSnapshot classNames */
                classNames?: (string[]|null);

                /** CoordinatorSnapshot modules */
                modules?: (codistill.v1.ModuleDigest.$Properties[]|null);

                /** CoordinatorSnapshot names */
                names?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CoordinatorSnapshot. */
            type $Shape = codistill.v1.CoordinatorSnapshot.$Properties;
        }

        /** Dtype enum. */
        enum Dtype {

            /** DTYPE_UNSPECIFIED value */
            DTYPE_UNSPECIFIED = 0,

            /** DTYPE_FLOAT32 value */
            DTYPE_FLOAT32 = 1,

            /** DTYPE_FLOAT16 value */
            DTYPE_FLOAT16 = 2,

            /** DTYPE_INT8 value */
            DTYPE_INT8 = 3,

            /** DTYPE_TOP_K value */
            DTYPE_TOP_K = 4
        }

        /** Phase enum. */
        enum Phase {

            /** PHASE_BEFORE_UPDATE value */
            PHASE_BEFORE_UPDATE = 0,

            /** PHASE_AFTER_UPDATE value */
            PHASE_AFTER_UPDATE = 1,

            /** PHASE_ANSWER value */
            PHASE_ANSWER = 2
        }

        /**
         * Properties of a Prediction.
         * @deprecated Use codistill.v1.Prediction.$Properties instead.
         */
        interface IPrediction extends codistill.v1.Prediction.$Properties {
        }

        /** Represents a Prediction. */
        class Prediction {

            /**
             * Constructs a new Prediction.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Prediction.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Prediction runId. */
            runId: string;

            /** Prediction viewVersion. */
            viewVersion: number;

            /** Prediction epoch. */
            epoch: number;

            /** Prediction step. */
            step: number;

            /** Prediction phase. */
            phase: codistill.v1.Phase;

            /** Prediction batchDigest. */
            batchDigest: Uint8Array;

            /** Prediction sender. */
            sender: string;

            /** Prediction incarnation. */
            incarnation: number;

            /** Prediction rows. */
            rows: number;

            /** Prediction classes. */
            classes: number;

            /** Prediction dtype. */
            dtype: codistill.v1.Dtype;

            /** Prediction checksum. */
            checksum: number;

            /** Prediction madeAtStep. */
            madeAtStep: number;

            /** Prediction withIds. */
            withIds: boolean;

            /** Prediction topK. */
            topK: number;

            /** Prediction featureShape. */
            featureShape: number[];

            /** Prediction validated. */
            validated: boolean;

            /** Prediction validationAccuracy. */
            validationAccuracy: number;

            /**
             * Creates a new Prediction instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Prediction instance
             */
            static create(properties: codistill.v1.Prediction.$Shape): codistill.v1.Prediction & codistill.v1.Prediction.$Shape;
            static create(properties?: codistill.v1.Prediction.$Properties): codistill.v1.Prediction;

            /**
             * Encodes the specified Prediction message. Does not implicitly {@link codistill.v1.Prediction.verify|verify} messages.
             * @param message Prediction message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Prediction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Prediction message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Prediction & codistill.v1.Prediction.$Shape} Prediction
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Prediction & codistill.v1.Prediction.$Shape;

            /**
             * Creates a Prediction message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Prediction
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Prediction;

            /**
             * Creates a plain object from a Prediction message. Also converts values to other types if specified.
             * @param message Prediction
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Prediction, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Prediction to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Prediction {

            /** Properties of a Prediction. */
            interface $Properties {

                /** Prediction runId */
                runId?: (string|null);

                /** Prediction viewVersion */
                viewVersion?: (number|null);

                /** Prediction epoch */
                epoch?: (number|null);

                /** Prediction step */
                step?: (number|null);

                /** Prediction phase */
                phase?: (codistill.v1.Phase|null);

                /** Prediction batchDigest */
                batchDigest?: (Uint8Array|null);

                /** Prediction sender */
                sender?: (string|null);

                /** Prediction incarnation */
                incarnation?: (number|null);

                /** Prediction rows */
                rows?: (number|null);

                /** Prediction classes */
                classes?: (number|null);

                /** Prediction dtype */
                dtype?: (codistill.v1.Dtype|null);

                /** Prediction checksum */
                checksum?: (number|null);

                /** Prediction madeAtStep */
                madeAtStep?: (number|null);

                /** Prediction withIds */
                withIds?: (boolean|null);

                /** Prediction topK */
                topK?: (number|null);

                /** Prediction featureShape */
                featureShape?: (number[]|null);

                /** Prediction validated */
                validated?: (boolean|null);

                /** Prediction validationAccuracy */
                validationAccuracy?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Prediction. */
            type $Shape = codistill.v1.Prediction.$Properties;
        }

        /**
         * Properties of a PredictionRequest.
         * @deprecated Use codistill.v1.PredictionRequest.$Properties instead.
         */
        interface IPredictionRequest extends codistill.v1.PredictionRequest.$Properties {
        }

        /** Represents a PredictionRequest. */
        class PredictionRequest {

            /**
             * Constructs a new PredictionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.PredictionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PredictionRequest runId. */
            runId: string;

            /** PredictionRequest sender. */
            sender: string;

            /** PredictionRequest incarnation. */
            incarnation: number;

            /** PredictionRequest step. */
            step: number;

            /** PredictionRequest rows. */
            rows: number;

            /** PredictionRequest augmentationSeed. */
            augmentationSeed: number;

            /** PredictionRequest batchDigest. */
            batchDigest: Uint8Array;

            /** PredictionRequest checksum. */
            checksum: number;

            /**
             * Creates a new PredictionRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PredictionRequest instance
             */
            static create(properties: codistill.v1.PredictionRequest.$Shape): codistill.v1.PredictionRequest & codistill.v1.PredictionRequest.$Shape;
            static create(properties?: codistill.v1.PredictionRequest.$Properties): codistill.v1.PredictionRequest;

            /**
             * Encodes the specified PredictionRequest message. Does not implicitly {@link codistill.v1.PredictionRequest.verify|verify} messages.
             * @param message PredictionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.PredictionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PredictionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.PredictionRequest & codistill.v1.PredictionRequest.$Shape} PredictionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.PredictionRequest & codistill.v1.PredictionRequest.$Shape;

            /**
             * Creates a PredictionRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PredictionRequest
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.PredictionRequest;

            /**
             * Creates a plain object from a PredictionRequest message. Also converts values to other types if specified.
             * @param message PredictionRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.PredictionRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PredictionRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PredictionRequest {

            /** Properties of a PredictionRequest. */
            interface $Properties {

                /** PredictionRequest runId */
                runId?: (string|null);

                /** PredictionRequest sender */
                sender?: (string|null);

                /** PredictionRequest incarnation */
                incarnation?: (number|null);

                /** PredictionRequest step */
                step?: (number|null);

                /** PredictionRequest rows */
                rows?: (number|null);

                /** PredictionRequest augmentationSeed */
                augmentationSeed?: (number|null);

                /** PredictionRequest batchDigest */
                batchDigest?: (Uint8Array|null);

                /** PredictionRequest checksum */
                checksum?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PredictionRequest. */
            type $Shape = codistill.v1.PredictionRequest.$Properties;
        }

        /**
         * Properties of a Hello.
         * @deprecated Use codistill.v1.Hello.$Properties instead.
         */
        interface IHello extends codistill.v1.Hello.$Properties {
        }

        /** Represents a Hello. */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hello protocolVersion. */
            protocolVersion: number;

            /** Hello runId. */
            runId: string;

            /** Hello sender. */
            sender: string;

            /** Hello incarnation. */
            incarnation: number;

            /** Hello number. */
            number: number;

            /**
             * Creates a new Hello instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Hello instance
             */
            static create(properties: codistill.v1.Hello.$Shape): codistill.v1.Hello & codistill.v1.Hello.$Shape;
            static create(properties?: codistill.v1.Hello.$Properties): codistill.v1.Hello;

            /**
             * Encodes the specified Hello message. Does not implicitly {@link codistill.v1.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Hello & codistill.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Hello & codistill.v1.Hello.$Shape;

            /**
             * Creates a Hello message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Hello
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Hello;

            /**
             * Creates a plain object from a Hello message. Also converts values to other types if specified.
             * @param message Hello
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Hello, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Hello to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Hello protocolVersion */
                protocolVersion?: (number|null);

                /** Hello runId */
                runId?: (string|null);

                /** Hello sender */
                sender?: (string|null);

                /** Hello incarnation */
                incarnation?: (number|null);

                /** Hello number */
                number?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = codistill.v1.Hello.$Properties;
        }

        /**
         * Properties of a Credit.
         * @deprecated Use codistill.v1.Credit.$Properties instead.
         */
        interface ICredit extends codistill.v1.Credit.$Properties {
        }

        /** Represents a Credit. */
        class Credit {

            /**
             * Constructs a new Credit.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Credit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Credit runId. */
            runId: string;

            /** Credit batches. */
            batches: number;

            /** Credit hello. */
            hello: number;

            /**
             * Creates a new Credit instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Credit instance
             */
            static create(properties: codistill.v1.Credit.$Shape): codistill.v1.Credit & codistill.v1.Credit.$Shape;
            static create(properties?: codistill.v1.Credit.$Properties): codistill.v1.Credit;

            /**
             * Encodes the specified Credit message. Does not implicitly {@link codistill.v1.Credit.verify|verify} messages.
             * @param message Credit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Credit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Credit message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Credit & codistill.v1.Credit.$Shape} Credit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Credit & codistill.v1.Credit.$Shape;

            /**
             * Creates a Credit message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Credit
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Credit;

            /**
             * Creates a plain object from a Credit message. Also converts values to other types if specified.
             * @param message Credit
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Credit, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Credit to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Credit {

            /** Properties of a Credit. */
            interface $Properties {

                /** Credit runId */
                runId?: (string|null);

                /** Credit batches */
                batches?: (number|null);

                /** Credit hello */
                hello?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Credit. */
            type $Shape = codistill.v1.Credit.$Properties;
        }

        /**
         * Properties of a Busy.
         * @deprecated Use codistill.v1.Busy.$Properties instead.
         */
        interface IBusy extends codistill.v1.Busy.$Properties {
        }

        /** Represents a Busy. */
        class Busy {

            /**
             * Constructs a new Busy.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.Busy.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Busy runId. */
            runId: string;

            /** Busy sender. */
            sender: string;

            /** Busy incarnation. */
            incarnation: number;

            /** Busy step. */
            step: number;

            /** Busy forMs. */
            forMs: number;

            /**
             * Creates a new Busy instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Busy instance
             */
            static create(properties: codistill.v1.Busy.$Shape): codistill.v1.Busy & codistill.v1.Busy.$Shape;
            static create(properties?: codistill.v1.Busy.$Properties): codistill.v1.Busy;

            /**
             * Encodes the specified Busy message. Does not implicitly {@link codistill.v1.Busy.verify|verify} messages.
             * @param message Busy message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.Busy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Busy message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.Busy & codistill.v1.Busy.$Shape} Busy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.Busy & codistill.v1.Busy.$Shape;

            /**
             * Creates a Busy message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Busy
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.Busy;

            /**
             * Creates a plain object from a Busy message. Also converts values to other types if specified.
             * @param message Busy
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.Busy, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Busy to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Busy {

            /** Properties of a Busy. */
            interface $Properties {

                /** Busy runId */
                runId?: (string|null);

                /** Busy sender */
                sender?: (string|null);

                /** Busy incarnation */
                incarnation?: (number|null);

                /** Busy step */
                step?: (number|null);

                /** Busy forMs */
                forMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Busy. */
            type $Shape = codistill.v1.Busy.$Properties;
        }

        /**
         * Properties of a DataHeader.
         * @deprecated Use codistill.v1.DataHeader.$Properties instead.
         */
        interface IDataHeader extends codistill.v1.DataHeader.$Properties {
        }

        /** Represents a DataHeader. */
        class DataHeader {

            /**
             * Constructs a new DataHeader.
             * @param [properties] Properties to set
             */
            constructor(properties?: codistill.v1.DataHeader.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DataHeader prediction. */
            prediction?: (codistill.v1.Prediction.$Properties|null);

            /** DataHeader hello. */
            hello?: (codistill.v1.Hello.$Properties|null);

            /** DataHeader credit. */
            credit?: (codistill.v1.Credit.$Properties|null);

            /** DataHeader busy. */
            busy?: (codistill.v1.Busy.$Properties|null);

            /** DataHeader request. */
            request?: (codistill.v1.PredictionRequest.$Properties|null);

            /** DataHeader body. */
            body?: ("prediction"|"hello"|"credit"|"busy"|"request");

            /**
             * Creates a new DataHeader instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DataHeader instance
             */
            static create(properties: codistill.v1.DataHeader.$Shape): codistill.v1.DataHeader & codistill.v1.DataHeader.$Shape;
            static create(properties?: codistill.v1.DataHeader.$Properties): codistill.v1.DataHeader;

            /**
             * Encodes the specified DataHeader message. Does not implicitly {@link codistill.v1.DataHeader.verify|verify} messages.
             * @param message DataHeader message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: codistill.v1.DataHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DataHeader message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {codistill.v1.DataHeader & codistill.v1.DataHeader.$Shape} DataHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.v1.DataHeader & codistill.v1.DataHeader.$Shape;

            /**
             * Creates a DataHeader message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns DataHeader
             */
            static fromObject(object: { [k: string]: any }): codistill.v1.DataHeader;

            /**
             * Creates a plain object from a DataHeader message. Also converts values to other types if specified.
             * @param message DataHeader
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: codistill.v1.DataHeader, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this DataHeader to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace DataHeader {

            /** Properties of a DataHeader. */
            interface $Properties {

                /** DataHeader prediction */
                prediction?: (codistill.v1.Prediction.$Properties|null);

                /** DataHeader hello */
                hello?: (codistill.v1.Hello.$Properties|null);

                /** DataHeader credit */
                credit?: (codistill.v1.Credit.$Properties|null);

                /** DataHeader busy */
                busy?: (codistill.v1.Busy.$Properties|null);

                /** DataHeader request */
                request?: (codistill.v1.PredictionRequest.$Properties|null);

                /** DataHeader body */
                body?: ("prediction"|"hello"|"credit"|"busy"|"request");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a DataHeader. */
            type $Shape = {
              prediction?: codistill.v1.Prediction.$Shape|null;
              hello?: codistill.v1.Hello.$Shape|null;
              credit?: codistill.v1.Credit.$Shape|null;
              busy?: codistill.v1.Busy.$Shape|null;
              request?: codistill.v1.PredictionRequest.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; prediction?: null; hello?: null; credit?: null; busy?: null; request?: null }|{ body?: "prediction"; prediction: codistill.v1.Prediction.$Shape; hello?: null; credit?: null; busy?: null; request?: null }|{ body?: "hello"; prediction?: null; hello: codistill.v1.Hello.$Shape; credit?: null; busy?: null; request?: null }|{ body?: "credit"; prediction?: null; hello?: null; credit: codistill.v1.Credit.$Shape; busy?: null; request?: null }|{ body?: "busy"; prediction?: null; hello?: null; credit?: null; busy: codistill.v1.Busy.$Shape; request?: null }|{ body?: "request"; prediction?: null; hello?: null; credit?: null; busy?: null; request: codistill.v1.PredictionRequest.$Shape })
            );
        }
    }
}
