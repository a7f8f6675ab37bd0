import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace result. */
export namespace result {

    /**
     * Properties of a ResultWord.
     * @deprecated Use result.ResultWord.$Properties instead.
     */
    interface IResultWord extends result.ResultWord.$Properties {
    }

    /** Represents a ResultWord. */
    class ResultWord {

        /**
         * Constructs a new ResultWord.
         * @param [properties] Properties to set
         */
        constructor(properties?: result.ResultWord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResultWord runId. */
        runId: string;

        /** ResultWord doing. */
        doing: string;

        /** ResultWord code. */
        code: string;

        /** ResultWord file. */
        file: string;

        /** ResultWord pieceIndex. */
        pieceIndex: number;

        /** ResultWord pieceCount. */
        pieceCount: number;

        /** ResultWord sha256. */
        sha256: Uint8Array;

        /** ResultWord piece. */
        piece: Uint8Array;

        /**
         * Creates a new ResultWord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResultWord instance
         */
        static create(properties: result.ResultWord.$Shape): result.ResultWord & result.ResultWord.$Shape;
        static create(properties?: result.ResultWord.$Properties): result.ResultWord;

        /**
         * Encodes the specified ResultWord message. Does not implicitly {@link result.ResultWord.verify|verify} messages.
         * @param message ResultWord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: result.ResultWord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResultWord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {result.ResultWord & result.ResultWord.$Shape} ResultWord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): result.ResultWord & result.ResultWord.$Shape;

        /**
         * Creates a ResultWord message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResultWord
         */
        static fromObject(object: { [k: string]: any }): result.ResultWord;

        /**
         * Creates a plain object from a ResultWord message. Also converts values to other types if specified.
         * @param message ResultWord
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: result.ResultWord, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResultWord to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResultWord {

        /** Properties of a ResultWord. */
        interface $Properties {

            /** ResultWord runId */
            runId?: (string|null);

            /** ResultWord doing */
            doing?: (string|null);

            /** ResultWord code */
            code?: (string|null);

            /** ResultWord file */
            file?: (string|null);

            /** ResultWord pieceIndex */
            pieceIndex?: (number|null);

            /** ResultWord pieceCount */
            pieceCount?: (number|null);

            /** ResultWord sha256 */
            sha256?: (Uint8Array|null);

            /** ResultWord piece */
            piece?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResultWord. */
        type $Shape = result.ResultWord.$Properties;
    }

    /**
     * Properties of a ResultReply.
     * @deprecated Use result.ResultReply.$Properties instead.
     */
    interface IResultReply extends result.ResultReply.$Properties {
    }

    /** Represents a ResultReply. */
    class ResultReply {

        /**
         * Constructs a new ResultReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: result.ResultReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ResultReply accepted. */
        accepted: boolean;

        /** ResultReply code. */
        code: string;

        /** ResultReply reason. */
        reason: string;

        /**
         * Creates a new ResultReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ResultReply instance
         */
        static create(properties: result.ResultReply.$Shape): result.ResultReply & result.ResultReply.$Shape;
        static create(properties?: result.ResultReply.$Properties): result.ResultReply;

        /**
         * Encodes the specified ResultReply message. Does not implicitly {@link result.ResultReply.verify|verify} messages.
         * @param message ResultReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: result.ResultReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ResultReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {result.ResultReply & result.ResultReply.$Shape} ResultReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): result.ResultReply & result.ResultReply.$Shape;

        /**
         * Creates a ResultReply message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ResultReply
         */
        static fromObject(object: { [k: string]: any }): result.ResultReply;

        /**
         * Creates a plain object from a ResultReply message. Also converts values to other types if specified.
         * @param message ResultReply
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: result.ResultReply, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ResultReply to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ResultReply {

        /** Properties of a ResultReply. */
        interface $Properties {

            /** ResultReply accepted */
            accepted?: (boolean|null);

            /** ResultReply code */
            code?: (string|null);

            /** ResultReply reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ResultReply. */
        type $Shape = result.ResultReply.$Properties;
    }
}
